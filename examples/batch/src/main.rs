//! Reads many documents on all cores, and writes their cells as Parquet and CSV, and their findings.
//!
//! ```text
//! cargo run --release -- --out results FOLDER-OR-FILE...
//! ```
//!
//! A document that cannot be read stops nothing; such are named at the end. Work that was stopped goes on where it was: documents
//! are read in parts, and parts that are complete are not read again. Exits with 0 if every document was read, with 1 if some could not be or
//! nothing could be written, with 2 on a wrong command line.

mod cells;
mod part;
mod plan;

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, io};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::part::Tally;
use crate::plan::Plan;

const USAGE: &str =
    "usage: gongkai-batch [--out FOLDER] [--part DOCUMENTS] [--list FILE] FOLDER-OR-FILE...
    --out FOLDER      where the results go (results)
    --part DOCUMENTS  how many documents are a part (256)
    --list FILE       a file that names a document on each line";

/// What the command line asks for.
struct Order {
    out: PathBuf,
    part: usize,
    lists: Vec<PathBuf>,
    paths: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let Some(order) = order(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&order) {
        Ok(tally) => {
            eprint!("{tally}");
            ExitCode::from(u8::from(!tally.unreadable.is_empty()))
        }
        Err(error) => {
            eprintln!("gongkai-batch: {error}");
            ExitCode::FAILURE
        }
    }
}

fn order(mut arguments: impl Iterator<Item = String>) -> Option<Order> {
    let mut order = Order {
        out: "results".into(),
        part: 256,
        lists: Vec::new(),
        paths: Vec::new(),
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => order.out = arguments.next()?.into(),
            "--part" => order.part = arguments.next()?.parse().ok().filter(|part| *part > 0)?,
            "--list" => order.lists.push(arguments.next()?.into()),
            option if option.starts_with('-') => return None,
            path => order.paths.push(path.into()),
        }
    }
    (!order.paths.is_empty() || !order.lists.is_empty()).then_some(order)
}

/// Reads what is not read yet, puts the parts together, and says what became of all documents.
fn run(order: &Order) -> io::Result<Tally> {
    let plan = Plan::new(
        &order.out,
        plan::documents(&order.paths, &order.lists)?,
        order.part,
    )?;
    let bar = progress(plan.documents().len() as u64);
    let parts = plan.parts().into_par_iter().map(|part| {
        if part.is_done() {
            let tally = part.tally()?;
            bar.inc(tally.documents as u64);
            return Ok(tally);
        }
        part.read(&bar)
    });
    let tallies: Vec<Tally> = parts.collect::<io::Result<_>>()?;
    bar.finish_and_clear();
    plan.join()?;
    Ok(tallies.into_iter().sum())
}

fn progress(documents: u64) -> ProgressBar {
    let bar = ProgressBar::new(documents);
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {per_sec}, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use arrow_array::cast::AsArray;
    use arrow_array::types::{Int64Type, UInt16Type};
    use arrow_array::{Array, RecordBatch};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::*;

    /// A folder of its own for a test, gone when it ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = env::temp_dir().join(format!("gongkai-batch-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).expect("it can be made");
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn order_of(out: &Path) -> Order {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
        Order {
            out: out.into(),
            part: 4,
            lists: Vec::new(),
            paths: vec![fixtures],
        }
    }

    fn text(path: PathBuf) -> String {
        fs::read_to_string(path).expect("it is there")
    }

    #[test]
    fn goes_on_past_what_cannot_be_read_and_names_it() {
        let folder = Folder::new("unreadable");
        fs::write(folder.0.join("a.pdf"), b"%PDF-1.7").expect("it can be written");
        let mut order = order_of(&folder.0.join("out"));
        order.paths.push(folder.0.join("a.pdf"));
        order.paths.push(folder.0.join("none.txt"));
        let tally = run(&order).expect("it can be written");
        // Two of the fixtures are made not to be read.
        assert_eq!(tally.unreadable.len(), 4);
        let told = tally.to_string();
        for name in ["flate_bomb.pdf: ", "password.pdf: ", "none.txt: "] {
            assert!(told.contains(name), "{told}");
        }
        assert!(told.contains("a.pdf: the document is damaged"), "{told}");
        assert!(tally.reports > 30 && tally.documents > 30, "{told}");
        let unreadable = text(folder.0.join("out/unreadable.csv"));
        assert_eq!(unreadable.lines().count(), 5, "{unreadable}");
    }

    #[test]
    fn what_was_stopped_goes_on_and_gives_the_same() {
        let folder = Folder::new("stopped");
        let order = order_of(&folder.0);
        run(&order).expect("it can be written");
        let files = ["cells.csv", "reports.csv", "findings.csv"];
        let whole = files.map(|name| text(folder.0.join(name)));

        // A part that was stopped in the middle has some of its files.
        fs::remove_file(folder.0.join("parts/00002.done")).expect("it is there");
        fs::remove_file(folder.0.join("cells/00002.parquet")).expect("it is there");
        fs::remove_file(folder.0.join("cells.csv")).expect("it is there");
        let kept = fs::metadata(folder.0.join("cells/00001.parquet"))
            .and_then(|it| it.modified())
            .expect("it is there");
        run(&order).expect("it can be written");
        assert_eq!(files.map(|name| text(folder.0.join(name))), whole);
        let again = fs::metadata(folder.0.join("cells/00001.parquet"))
            .and_then(|it| it.modified())
            .expect("it is there");
        assert_eq!(kept, again, "a part that was done was read again");
        let parts = fs::read_dir(folder.0.join("cells"))
            .expect("it is there")
            .count();
        assert_eq!(
            parts,
            fs::read_dir(folder.0.join("parts"))
                .expect("it is there")
                .filter_map(Result::ok)
                .filter(|it| it.path().extension().is_some_and(|it| it == "done"))
                .count()
        );
    }

    /// What the README's query gives of the Parquet files: of each row its sum, and how many cells are numbers, nothing, or not known.
    fn sums(folder: &Path) -> BTreeMap<String, [i64; 4]> {
        let mut sums = BTreeMap::new();
        for file in fs::read_dir(folder).expect("it is there") {
            let file = fs::File::open(file.expect("it is there").path()).expect("it can be read");
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("it is Parquet");
            for batch in reader.build().expect("it is whole") {
                add(&batch.expect("it is whole"), &mut sums);
            }
        }
        sums
    }

    fn add(batch: &RecordBatch, sums: &mut BTreeMap<String, [i64; 4]>) {
        let of = |name: &str| batch.column_by_name(name).expect("it is a column");
        let (years, counts) = (of("year").as_primitive::<UInt16Type>(), of("count"));
        let counts = counts.as_primitive::<Int64Type>();
        let [fields, rows, states] =
            ["field", "row", "state"].map(|name| of(name).as_string::<i32>());
        for index in 0..batch.num_rows() {
            let asked = [
                "applications.received.total",
                "applications.carried_in.total",
                "applications.results.total.total",
                "applications.carried_forward.total",
            ];
            if years.value(index) != 2023 || !asked.contains(&fields.value(index)) {
                continue;
            }
            let sum = sums.entry(rows.value(index).to_owned()).or_default();
            let place = match states.value(index) {
                "reported" => 1,
                "blank" | "nil" => 2,
                _ => 3,
            };
            sum[place] += 1;
            if counts.is_valid(index) {
                sum[0] += counts.value(index);
            }
        }
    }

    #[test]
    fn the_readme_adds_up_what_parquet_holds() {
        let folder = Folder::new("parquet");
        run(&order_of(&folder.0)).expect("it can be written");
        let sums = sums(&folder.0.join("cells"));
        assert_eq!(sums.len(), 4);
        let printed: BTreeMap<String, [i64; 4]> = include_str!("../README.md")
            .lines()
            .filter_map(|line| line.strip_prefix('│')?.strip_suffix('│'))
            .filter_map(|line| {
                let mut cells = line.split('│').map(str::trim);
                let row = cells.next()?.to_owned();
                let numbers: Vec<i64> = cells.map_while(|cell| cell.parse().ok()).collect();
                Some((row, numbers.try_into().ok()?))
            })
            .collect();
        assert_eq!(sums, printed);
    }

    #[test]
    fn results_of_other_documents_are_not_mixed_in() {
        let folder = Folder::new("mixed");
        run(&order_of(&folder.0)).expect("it can be written");
        let other = Order {
            part: 5,
            ..order_of(&folder.0)
        };
        let Err(error) = run(&other) else {
            panic!("the parts are others")
        };
        let error = error.to_string();
        assert!(error.contains("results of other documents"), "{error}");
    }

    #[test]
    fn a_table_has_its_header_once_and_a_row_a_cell() {
        let folder = Folder::new("table");
        run(&order_of(&folder.0)).expect("it can be written");
        let cells = text(folder.0.join("cells.csv"));
        assert_eq!(cells.matches("source,agency,year,").count(), 1);
        let states: BTreeSet<&str> = cells
            .lines()
            .filter_map(|line| line.split(',').nth(7))
            .collect();
        assert!(states.contains("reported") && states.contains("blank"));
    }

    #[test]
    fn findings_are_those_of_the_reading_and_of_the_checks() {
        let folder = Folder::new("findings");
        run(&order_of(&folder.0)).expect("it can be written");
        let findings = text(folder.0.join("findings.csv"));
        assert!(
            findings.contains("\"row-missing\"") && findings.contains("\"applications.balance\"")
        );
    }

    #[test]
    fn wrong_command_lines_are_refused() {
        let order = |text: &str| order(text.split_whitespace().map(str::to_owned));
        assert!(
            order("").is_none() && order("--part 0 x").is_none() && order("--what x").is_none()
        );
        assert_eq!(order("--part 7 x").map(|it| it.part), Some(7));
    }
}
