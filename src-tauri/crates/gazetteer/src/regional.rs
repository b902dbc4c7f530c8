//! What each region writes for a form of a name.

use zhimai_model::{Names, Term};
use zhimai_text::fold::folded;
use zhimai_text::segment::is_ideograph;

/// The middle dot between the parts of a foreign name in Chinese.
const DOT: char = '·';

/// The family name of a foreign name in Chinese, where it is long enough to be known by itself.
pub(crate) fn family_name(name: &str) -> Option<&str> {
    name.rsplit_once(DOT).map(|(_, last)| last).filter(|last| last.chars().count() > 2)
}

/// What each region writes for a name of an entity, where it is the name or the family name of one of the regions; Latin names
/// of no region stay as they are.
pub(crate) fn of_name(form: &str, names: &Names) -> Option<Box<[String; 3]>> {
    let all = [&names.zh_tw, &names.zh_hk, &names.zh_cn];
    let last = |name: &str| name.rsplit(DOT).next().unwrap_or(name).to_owned();
    // What a text has in one script is known by the first form that folds to the same.
    let own = folded(form);
    let is = |name: &str| name.is_ascii() == own.is_ascii() && folded(name) == own;
    let of = if all.iter().any(|name| is(name)) {
        // A family name alone is answered by a family name.
        if form.contains(DOT) { all.map(String::clone) } else { all.map(|name| last(name)) }
    } else if all.iter().any(|name| name.contains(DOT) && is(&last(name))) {
        all.map(|name| last(name))
    } else {
        return None;
    };
    Some(Box::new(of.map(|name| closed_up(&name))))
}

/// What each region writes for a form of a term, where the term has forms of every region.
pub(crate) fn of_term(form: &str, term: &Term) -> Option<Box<[String; 3]>> {
    let all = [&term.variants.tw, &term.variants.hk, &term.variants.cn];
    if all.iter().any(|forms| forms.is_empty())
        || !all.iter().any(|forms| forms.iter().any(|own| own == form))
    {
        return None;
    }
    let of = all.map(|forms| {
        let own = forms.iter().find(|own| *own == form).or(forms.first());
        own.map(|name| closed_up(name)).unwrap_or_default()
    });
    Some(Box::new(of))
}

/// A name without the spaces between Chinese and other letters, as running text is set.
fn closed_up(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let char = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied();
    let is_between = |at: usize| {
        let (before, after) = (char(at.checked_sub(1)), char(Some(at + 1)));
        before.is_some_and(is_ideograph) || after.is_some_and(is_ideograph)
    };
    chars.iter().enumerate().filter(|(at, c)| **c != ' ' || !is_between(*at)).map(|(_, c)| *c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_regions() {
        let names = |tw: &str, hk: &str, cn: &str| Names {
            en: "X".into(),
            zh_tw: tw.into(),
            zh_hk: hk.into(),
            zh_cn: cn.into(),
        };
        let check = |form: &str, names: &Names, expect: Option<[&str; 3]>| {
            assert_eq!(of_name(form, names).map(|of| *of), expect.map(|of| of.map(str::to_owned)), "{form}");
        };
        let person = names("奧特曼", "奧特曼", "萨姆·奥尔特曼");
        check("奧特曼", &person, Some(["奧特曼", "奧特曼", "奥尔特曼"]));
        check("奥尔特曼", &person, Some(["奧特曼", "奧特曼", "奥尔特曼"]));
        check("萨姆·奥尔特曼", &person, Some(["奧特曼", "奧特曼", "萨姆·奥尔特曼"]));
        check("阿特曼", &person, None);
        check(
            "輝達 H200",
            &names("輝達 H200", "英偉達H200", "英伟达H200"),
            Some(["輝達H200", "英偉達H200", "英伟达H200"]),
        );
        check("X", &person, None);
    }
}
