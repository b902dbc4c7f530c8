//! Copies of one story as displayed, how many sources articles are, and where two of them differ.

use super::article::wire;
use super::desk::Desk;
use super::versions::row_view;
use crate::messages::copies;
use crate::wire::{
    CompareArticles, Comparison, CopiesView, CopyGroups, CopyGroupsRequest, CopyView, IdRequest, SourceCount,
    WireError,
};
use crate::words::{self, say};
use zhimai_library::{StoredCopy, compare_articles};
use zhimai_model::{Address, Article};

/// How many groups a list holds when the request does not say.
const GROUPS: u32 = 100;

impl Desk<'_> {
    pub(crate) fn copies(&self, request: &IdRequest) -> Result<CopiesView, WireError> {
        let found = self.library.copies_of(&request.id).map_err(|e| self.no_article(&request.id, &e))?;
        let copies = self.copies_by_then(found.copies);
        if copies.len() < 2 {
            return Ok(CopiesView { left: found.left, ..CopiesView::default() });
        }
        let sources =
            self.source_count(copies.iter().map(|copy| (&*copy.row.id, copy.row.source.as_deref())))?;
        let copies = copies.iter().map(|copy| self.copy_view(copy)).collect();
        Ok(CopiesView { copies, sources, left: found.left })
    }

    pub(crate) fn copy_groups(&self, request: &CopyGroupsRequest) -> Result<CopyGroups, WireError> {
        let limit = if request.limit == 0 { GROUPS } else { request.limit };
        let (all, left, groups) =
            self.library.copy_groups(limit).map_err(|e| words::library_error(self.lang, &e))?;
        let groups = groups.into_iter().map(|group| self.copies_by_then(group));
        let groups = groups.filter(|group| group.len() > 1);
        let groups = groups.map(|group| group.iter().map(|copy| self.copy_view(copy)).collect()).collect();
        Ok(CopyGroups { groups, all, left })
    }

    /// Those that were out.
    fn copies_by_then(&self, mut copies: Vec<StoredCopy>) -> Vec<StoredCopy> {
        copies.retain(|copy| !self.is_later(copy.row.date.as_ref()));
        copies
    }

    fn copy_view(&self, copy: &StoredCopy) -> CopyView {
        CopyView {
            article: self.article_summary(&copy.row),
            agency: copy.agency.as_deref().map(|agency| self.agency(agency)),
        }
    }

    fn agency(&self, agency: &str) -> String {
        crate::messages::word(self.lang, crate::messages::agencies::ALL, agency)
    }

    /// How many sources articles are, each with its publisher; nothing for fewer than two.
    pub(super) fn source_count<'a>(
        &self,
        articles: impl Iterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Result<Option<SourceCount>, WireError> {
        let articles: Vec<_> = articles.collect();
        if articles.len() < 2 {
            return Ok(None);
        }
        let (independent, agency) =
            self.library.sources_of(&articles).map_err(|e| words::store_error(self.lang, &e))?;
        let (n, own) = (articles.len().to_string(), independent.to_string());
        let agency = agency.map(|agency| self.agency(&agency));
        let values = [("n", n.as_str()), ("own", &own), ("agency", agency.as_deref().unwrap_or_default())];
        let message = if agency.is_some() { copies::OF_AGENCY } else { copies::SOURCES };
        Ok(Some(SourceCount {
            articles: wire(articles.len()),
            independent: wire(independent),
            label: message.with(self.lang, &values),
        }))
    }

    pub(crate) fn compare_articles(&self, request: &CompareArticles) -> Result<Comparison, WireError> {
        let [older, newer] = [&request.older, &request.newer].map(|id| {
            let article = self.stored_article(id)?;
            if self.is_later(article.date.as_ref()) {
                return Err(self.not_yet(&Address::Article(id.clone()).to_string()));
            }
            Ok(article)
        });
        let (older, newer) = (older?, newer?);
        let compared = compare_articles(&older, &newer);
        let mut remarks = Vec::new();
        remarks.extend(compared.is_converted.then(|| {
            say(
                self.lang,
                "右邊轉成左邊的字體來比較，字體的不同不標出。",
                "右边转成左边的字体来比较，字体的不同不标出。",
                "The right one is shown in the script of the left one: what only that makes different is not marked.",
            )
        }));
        remarks.extend(compared.is_coarse.then(|| self.coarse()));
        Ok(Comparison {
            older: self.called(&older),
            newer: self.called(&newer),
            rows: compared.rows.into_iter().map(row_view).collect(),
            remark: (!remarks.is_empty()).then(|| remarks.join(" ")),
        })
    }

    /// An article by who publishes it and when, else by its title.
    fn called(&self, article: &Article) -> String {
        let date = article.date.as_ref().map(|date| words::date_view(self.lang, date).label);
        let source = article.source.clone().unwrap_or_else(|| article.body.title.clone());
        [Some(source).filter(|source| !source.is_empty()), date]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }
}
