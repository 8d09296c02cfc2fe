//! Which documents are read, in which parts, and where the results go.
//!
//! The folder of results holds `cells/NNNNN.parquet`, a file a part, and, once all parts are done, `cells.csv`, `reports.csv`,
//! `findings.csv` and `unreadable.csv`. In `parts/` are the pieces of these and `NNNNN.done`, written last; `documents.txt` is the plan.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use gongkai::output::csv::{LongTable, WideTable};

use crate::part::{FINDINGS, Part, UNREADABLE};

/// The documents, and where their results go.
#[derive(Debug)]
pub struct Plan {
    out: PathBuf,
    documents: Vec<String>,
    part: usize,
}

/// How names of documents end. Records, pictures and the like lie beside them.
const KINDS: &[&str] = &[
    "txt", "md", "csv", "tsv", "html", "htm", "shtml", "mht", "doc", "docx", "xls", "xlsx", "pdf",
];

/// The documents that paths and lists name, those of folders in the order of their names. Of a folder, what does not end as documents do is left
/// out, and what begins with a dot; what is named is read, whatever it is.
pub fn documents(paths: &[PathBuf], lists: &[PathBuf]) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for list in lists {
        let text = fs::read_to_string(list)?;
        found.extend(
            text.lines()
                .filter(|line| !line.is_empty())
                .map(str::to_owned),
        );
    }
    for path in paths {
        add(path, &mut found)?;
    }
    Ok(found)
}

fn add(path: &Path, found: &mut Vec<String>) -> io::Result<()> {
    if path.is_dir() {
        let mut inside = fs::read_dir(path)?
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<Vec<_>>>()?;
        inside.sort();
        let hidden = |path: &PathBuf| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        };
        let wanted = |path: &PathBuf| {
            let end = path
                .extension()
                .map(|end| end.to_string_lossy().to_lowercase());
            path.is_dir() || end.is_some_and(|end| KINDS.contains(&end.as_str()))
        };
        return inside
            .iter()
            .filter(|path| !hidden(path) && wanted(path))
            .try_for_each(|path| add(path, found));
    }
    let name = path.to_str().filter(|name| !name.contains('\n'));
    let name = name.ok_or_else(|| {
        io::Error::other(format!("{}: the name is no line of UTF-8", path.display()))
    })?;
    found.push(name.to_owned());
    Ok(())
}

impl Plan {
    /// A plan, written down in the folder of results, so that no other is gone on with.
    pub fn new(out: &Path, documents: Vec<String>, part: usize) -> io::Result<Self> {
        for folder in ["cells", "parts"] {
            fs::create_dir_all(out.join(folder))?;
        }
        let text = format!("{part} documents a part\n{}\n", documents.join("\n"));
        let path = out.join("documents.txt");
        match fs::read_to_string(&path) {
            Ok(written) if written != text => {
                let message = format!(
                    "{} holds the results of other documents, or of other parts",
                    out.display()
                );
                return Err(io::Error::other(message));
            }
            Ok(_) => {}
            Err(_) => fs::write(path, text)?,
        }
        Ok(Self {
            out: out.to_owned(),
            documents,
            part,
        })
    }

    /// All documents.
    pub fn documents(&self) -> &[String] {
        &self.documents
    }

    /// The parts, done or not.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let chunks = self.documents.chunks(self.part).enumerate();
        chunks
            .map(|(number, documents)| Part::new(&self.out, number, documents))
            .collect()
    }

    /// Puts the tables of all parts together, each under its header.
    pub fn join(&self) -> io::Result<()> {
        let create =
            |name: &str| Ok::<_, io::Error>(BufWriter::new(File::create(self.out.join(name))?));
        let cells = LongTable::new(create("cells.csv")?)?.into_inner();
        let reports = WideTable::new(create("reports.csv")?)?.into_inner();
        let mut findings = create("findings.csv")?;
        writeln!(findings, "{}", FINDINGS.join(","))?;
        let mut unreadable = create("unreadable.csv")?;
        writeln!(unreadable, "{}", UNREADABLE.join(","))?;
        for (name, mut out) in [
            ("cells", cells),
            ("reports", reports),
            ("findings", findings),
            ("unreadable", unreadable),
        ] {
            for part in self.parts() {
                io::copy(&mut File::open(part.table(name))?, &mut out)?;
            }
            out.flush()?;
        }
        Ok(())
    }
}
