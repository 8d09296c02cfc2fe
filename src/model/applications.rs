//! Section three by name: applications received, and what became of them.

use super::views::{row_view, view};

view! {
    /// The table of applications (收到和处理政府信息公开申请情况), by name.
    ///
    /// Each row is counted by applicant. The form prints one identity: received and carried in are as
    /// many as the results' total and those carried forward.
    ///
    /// ```
    /// # let report = gongkai::Report::default();
    /// let applications = report.applications();
    /// let handled = applications.results().total().total();
    /// let granted = applications.results().granted().total();
    /// println!("{} of {} granted", granted.raw(), handled.raw());
    /// println!("{}", applications.results().denied().state_secret().natural_person().state());
    /// ```
    Applications at "applications" {
        views {
            /// 三、本年度办理结果: what became of them this year.
            results: Results;
        }
        rows {
            /// 一、本年新收政府信息公开申请数量: received this year.
            received: Applicants;
            /// 二、上年结转政府信息公开申请数量: carried in from the year before.
            carried_in: Applicants;
            /// 四、结转下年度继续办理: not answered by 31 December, and carried forward.
            carried_forward: Applicants;
        }
    }
}

view! {
    /// 三、本年度办理结果: what became of the applications.
    Results at "applications.results" {
        views {
            /// （三）不予公开.
            denied: Denied;
            /// （四）无法提供.
            unavailable: Unavailable;
            /// （五）不予处理.
            not_processed: NotProcessed;
            /// （六）其他处理.
            other: OtherResults;
        }
        rows {
            /// （一）予以公开.
            granted: Applicants;
            /// （二）部分公开: those granted in part are counted here only.
            partially_granted: Applicants;
            /// （七）总计.
            total: Applicants;
        }
    }
}

view! {
    /// （三）不予公开: denied, by ground.
    Denied at "applications.results.denied" {
        rows {
            /// 1.属于国家秘密.
            state_secret: Applicants;
            /// 2.其他法律行政法规禁止公开.
            prohibited_by_law: Applicants;
            /// 3.危及“三安全一稳定”.
            security_and_stability: Applicants;
            /// 4.保护第三方合法权益.
            third_party_rights: Applicants;
            /// 5.属于三类内部事务信息.
            internal_affairs: Applicants;
            /// 6.属于四类过程性信息.
            process_information: Applicants;
            /// 7.属于行政执法案卷.
            enforcement_case_files: Applicants;
            /// 8.属于行政查询事项.
            administrative_inquiry: Applicants;
        }
    }
}

view! {
    /// （四）无法提供: could not be supplied, by reason.
    Unavailable at "applications.results.unavailable" {
        rows {
            /// 1.本机关不掌握相关政府信息.
            not_held: Applicants;
            /// 2.没有现成信息需要另行制作.
            requires_creation: Applicants;
            /// 3.补正后申请内容仍不明确.
            unclear_after_correction: Applicants;
        }
    }
}

view! {
    /// （五）不予处理: not processed, by reason.
    NotProcessed at "applications.results.not_processed" {
        rows {
            /// 1.信访举报投诉类申请.
            petition_or_complaint: Applicants;
            /// 2.重复申请.
            duplicate: Applicants;
            /// 3.要求提供公开出版物.
            publication_request: Applicants;
            /// 4.无正当理由大量反复申请.
            excessive_repeated: Applicants;
            /// 5.要求行政机关确认或重新出具已获取信息.
            confirmation_or_reissue: Applicants;
        }
    }
}

view! {
    /// （六）其他处理: one row in the form of 2019, three in that of 2021.
    OtherResults at "applications.results.other" {
        rows {
            /// The one row of the form of 2019.
            undivided: Applicants;
            /// 2021: 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请.
            overdue_correction: Applicants;
            /// 2021: 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请.
            overdue_fee: Applicants;
            /// 2021: 3.其他.
            other: Applicants;
        }
    }
}

row_view! {
    /// A row of the applications table: how many applications, by applicant.
    Applicants {
        /// 自然人.
        natural_person;
        /// 商业企业.
        enterprise;
        /// 科研机构.
        research_institution;
        /// 社会公益组织.
        public_welfare_organization;
        /// 法律服务机构.
        legal_service_organization;
        /// 其他: any other organisation.
        other_organization;
        /// 总计.
        total;
    }
}
