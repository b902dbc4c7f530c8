//! Events in order of time.

use crate::args::Timeline;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use zhimai_api::messages::holds;
use zhimai_api::{EntitiesRequest, FrontDesk, LookupRequest, TimelineItem, TimelineRequest, UiLang};
use zhimai_model::Address;

pub(crate) fn timeline(timeline: Timeline, desk: &Desk, out: &mut Out) -> Run {
    let request = TimelineRequest {
        entities: timeline.entity.iter().map(|named| entity(named, desk)).collect::<Result<_, _>>()?,
        kinds: timeline.kind,
        from: timeline.from,
        to: timeline.to,
    };
    let answer = desk.library.timeline(desk.locale, request)?;
    if timeline.json {
        out.json(&answer)?;
        return Ok(Ended::Done);
    }
    for item in &answer.items {
        let line = item_line(item);
        out.line(&plain(&line))?;
    }
    let events = holds::EVENTS.within_line(desk.lang);
    let count = format!("{events}: {}", answer.items.len());
    let count = out.styled(Style::Dim, &count);
    out.line(&count)?;
    out.flush()?;
    Ok(Ended::Done)
}

/// Date, title, sum and address in a line; a star where claims disagree.
pub(super) fn item_line(item: &TimelineItem) -> String {
    let money = item.amount.as_ref().map_or_else(String::new, |amount| format!("  {}", amount.label));
    let star = if item.conflicted { " *" } else { "" };
    format!("{}  {}{star}{money}  {}", item.date.label, item.title, item.address)
}

/// The identifier of an entity that is named by identifier, address or any of its names.
pub(super) fn entity(named: &str, desk: &Desk) -> Result<String, Stop> {
    let named = named.trim();
    if let Ok(Address::Entity(id)) = named.parse() {
        return Ok(id);
    }
    let known = desk.library.entities(desk.locale, EntitiesRequest::default())?;
    if known.iter().any(|entity| entity.id == named) {
        return Ok(named.to_owned());
    }
    let found = desk.library.lookup(desk.locale, LookupRequest { text: named.to_owned() })?;
    let ids = found.iter().filter_map(|link| match link.address.parse() {
        Ok(Address::Entity(id)) => Some(id),
        _ => None,
    });
    ids.into_iter().next().ok_or_else(|| {
        Stop::Failed(match desk.lang {
            UiLang::ZhHant => format!("沒有名為「{named}」的公司或人物。用 zhimai search 可以查到名稱。"),
            UiLang::ZhHans => format!("没有名为“{named}”的公司或人物。用 zhimai search 可以查到名称。"),
            UiLang::En => format!("No company or person is called “{named}”. zhimai search finds the name."),
        })
    })
}
