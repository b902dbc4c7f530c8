//! Articles as sources: the claims that rest on one, and the source that one makes.

use super::desk::Desk;
use crate::wire::Link;
use serde_json::{Value, json};
use zhimai_model::{Article, Claim, Event, Source};

impl Desk<'_> {
    /// The claims that have an article for a source, each with its event.
    pub(super) fn reported_in(&self, article: &Article) -> Vec<(&Event, &Claim)> {
        let events = self.knowledge().events().iter();
        let claims = events.flat_map(|event| event.claims.iter().map(move |claim| (event, claim)));
        let rests = |claim: &Claim| claim.sources.iter().any(|source| is_source(article, source));
        claims.filter(|(event, claim)| rests(claim) && self.knows(event, claim)).collect()
    }

    /// A claim as one leads to it.
    pub(super) fn claim_link(&self, claim: &Claim) -> Link {
        Link { address: format!("zhimai://event/{}", claim.id), label: self.text(&claim.text) }
    }
}

/// Who publishes an article: who it says, else what it is called.
pub(super) fn publisher(article: &Article) -> &str {
    article.source.as_ref().unwrap_or(&article.body.title)
}

fn title(article: &Article) -> Option<&str> {
    Some(article.body.title.as_str()).filter(|title| !title.is_empty())
}

/// An article as the source of a claim.
pub(super) fn source(article: &Article) -> Value {
    json!({
        "publisher": publisher(article), "title": title(article), "date": article.date, "url": article.url,
    })
}

/// Whether a source is this article: by its address, else by what it is called and who publishes it.
fn is_source(article: &Article, source: &Source) -> bool {
    match (&article.url, &source.url) {
        (Some(own), Some(url)) => own == url,
        _ => {
            title(article).is_some()
                && source.title.as_deref() == title(article)
                && source.publisher == publisher(article)
        }
    }
}
