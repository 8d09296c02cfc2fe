//! Section two by name: what Article 20 (第二十条) has disclosed without being asked.

use super::views::view;
use crate::model::Report;

/// The Article 20 table (主动公开政府信息情况), by name, its five blocks side by side.
///
/// The two forms ask for different things. Each accessor says which form has it; in a report of the
/// other form its cell is absent.
///
/// ```
/// # let report = gongkai::Report::default();
/// let article20 = report.article20();
/// println!("{} rules issued", article20.rules().issued().raw());
/// println!("{} licensing decisions", article20.licensing().decisions().raw());
/// let fees = article20.fees().amount();
/// println!("{} {}", fees.raw(), fees.unit().map_or("", |unit| unit.as_str()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Article20<'r> {
    report: &'r Report,
}

/// The blocks: an accessor each, and its place in the ids.
macro_rules! blocks {
    ($($(#[$doc:meta])* $block:ident: $type:ident at $id:literal;)+) => {
        impl<'r> Article20<'r> {
            pub(super) const fn new(report: &'r Report) -> Self {
                Self { report }
            }

            $(
                $(#[$doc])*
                #[must_use]
                pub const fn $block(self) -> $type<'r> {
                    $type::new(self.report)
                }
            )+

            /// Every path of accessors, with the cell it ends at.
            #[cfg(test)]
            pub(crate) fn walk(self, found: &mut Vec<(String, &'r crate::model::Cell)>) {
                $( self.$block().walk($id, found); )+
            }
        }
    };
}

blocks! {
    /// 第二十条第（一）项: 规章.
    rules: Rules at "article20.item1.rules";
    /// 第二十条第（一）项: 行政规范性文件 (2019: 规范性文件).
    normative_documents: NormativeDocuments at "article20.item1.normative_documents";
    /// 第二十条第（五）项: 行政许可.
    licensing: Licensing at "article20.item5.licensing";
    /// 第二十条第（五）项: 其他对外管理服务事项; 2019 only.
    other_external_services: OtherExternalServices at "article20.item5.other_external_services";
    /// 第二十条第（六）项: 行政处罚.
    penalties: Penalties at "article20.item6.penalties";
    /// 第二十条第（六）项: 行政强制.
    compulsion: Compulsion at "article20.item6.compulsion";
    /// 第二十条第（八）项: 行政事业性收费.
    fees: Fees at "article20.item8.fees";
    /// 第二十条第（九）项: 政府集中采购; 2019 only.
    procurement: Procurement at "article20.item9.procurement";
}

/// Rows with the columns of item （一）.
macro_rules! documents {
    ($(#[$doc:meta])* $name:ident at $prefix:literal) => {
        view! {
            $(#[$doc])*
            $name at $prefix {
                cells {
                    /// 2019: 本年新制作数量, made this year.
                    newly_made;
                    /// 2019: 本年新公开数量, disclosed this year.
                    newly_disclosed;
                    /// 2019: 对外公开总数量, disclosed in all. Not the same as [`in_force`](Self::in_force).
                    total_disclosed;
                    /// 2021: 本年制发件数, issued this year.
                    issued;
                    /// 2021: 本年废止件数, repealed this year.
                    repealed;
                    /// 2021: 现行有效件数, in force.
                    in_force;
                }
            }
        }
    };
}

/// Rows with the columns of items （五） and （六）.
macro_rules! decisions {
    ($(#[$doc:meta])* $name:ident at $prefix:literal) => {
        view! {
            $(#[$doc])*
            $name at $prefix {
                cells {
                    /// 2019: 上一年项目数量, items of the year before.
                    previous_year;
                    /// 2019: 本年增/减, how many more or fewer this year; signed.
                    change;
                    /// 处理决定数量 (2021: 本年处理决定数量), decisions taken this year, disclosed or not.
                    decisions;
                }
            }
        }
    };
}

documents! {
    /// 规章: rules.
    Rules at "article20.item1.rules"
}
documents! {
    /// 行政规范性文件: normative documents.
    NormativeDocuments at "article20.item1.normative_documents"
}
decisions! {
    /// 行政许可: licensing.
    Licensing at "article20.item5.licensing"
}
decisions! {
    /// 其他对外管理服务事项: other matters of external administration and service; 2019 only.
    OtherExternalServices at "article20.item5.other_external_services"
}
decisions! {
    /// 行政处罚: penalties.
    Penalties at "article20.item6.penalties"
}
decisions! {
    /// 行政强制: compulsory measures.
    Compulsion at "article20.item6.compulsion"
}

view! {
    /// 行政事业性收费: administrative fees.
    Fees at "article20.item8.fees" {
        cells {
            /// 2019: 上一年项目数量, items of the year before.
            previous_year;
            /// 2019: 本年增/减, how many more or fewer this year; signed.
            change;
            /// 2021: 本年收费金额, charged this year; the form's unit is 万元.
            amount;
        }
    }
}

view! {
    /// 政府集中采购: centralised procurement; 2019 only.
    Procurement at "article20.item9.procurement" {
        cells {
            /// 采购项目数量, items procured.
            projects;
            /// 采购总金额, what was paid; the form states no unit, so only the document's own counts.
            amount;
        }
    }
}
