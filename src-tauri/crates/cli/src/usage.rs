//! What is wrong with a call, in Chinese: what reads the arguments speaks English only.

use crate::words::of_locale;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use zhimai_api::{Locale, UiLang};

/// The language to tell it in: the one that the call asks for, as far as it can be read, else that of the locale.
pub(crate) fn lang(arguments: &[OsString], variable: impl Fn(&str) -> Option<OsString>) -> UiLang {
    let texts: Vec<String> = arguments.iter().map(|one| one.to_string_lossy().into_owned()).collect();
    let after = texts.iter().zip(texts.iter().skip(1)).filter(|(one, _)| *one == "--lang");
    let joined = texts.iter().filter_map(|one| one.strip_prefix("--lang="));
    let asked = after.map(|(_, lang)| lang.as_str()).chain(joined).next();
    match asked {
        Some("en") => UiLang::En,
        Some(chinese) if chinese.to_ascii_lowercase().starts_with("zh-") => Locale::of_system(chinese).lang(),
        _ => of_locale(variable).lang(),
    }
}

/// What is wrong and how to get help, in Chinese. Nothing for English, and where the answer is the help itself.
pub(crate) fn told(lang: UiLang, error: &clap::Error) -> Option<String> {
    let hant = match lang {
        UiLang::En => return None,
        UiLang::ZhHant => true,
        UiLang::ZhHans => false,
    };
    let context = |kind| error.get(kind).map(text).unwrap_or_default();
    let quoted = |kind| {
        let text = context(kind);
        if hant { format!("「{text}」") } else { format!("“{text}”") }
    };
    let say = |in_hant: String, in_hans: String| if hant { in_hant } else { in_hans };
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            let arg = quoted(ContextKind::InvalidArg);
            say(format!("這裡用不上{arg}。"), format!("这里用不上{arg}。"))
        }
        ErrorKind::InvalidSubcommand => {
            let command = quoted(ContextKind::InvalidSubcommand);
            say(format!("沒有{command}這個指令。"), format!("没有{command}这个命令。"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, arg) = (quoted(ContextKind::InvalidValue), context(ContextKind::InvalidArg));
            say(format!("{value}不能當作 {arg} 的值。"), format!("{value}不能作为 {arg} 的值。"))
        }
        ErrorKind::MissingRequiredArgument => {
            let arg = context(ContextKind::InvalidArg);
            say(format!("還少了 {arg}。"), format!("还少了 {arg}。"))
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (context(ContextKind::InvalidArg), context(ContextKind::PriorArg));
            say(format!("{one} 不能和 {other} 一起用。"), format!("{one} 不能和 {other} 一起用。"))
        }
        ErrorKind::NoEquals
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues => {
            let arg = context(ContextKind::InvalidArg);
            say(format!("{arg} 後面的值太多或太少。"), format!("{arg} 后面的值太多或太少。"))
        }
        ErrorKind::InvalidUtf8 => say("有一個參數不是 UTF-8。".into(), "有一个参数不是 UTF-8。".into()),
        ErrorKind::MissingSubcommand => say("還少了一個指令。".into(), "还少了一个命令。".into()),
        _ => return None,
    };
    let mut out = what;
    let valid = context(ContextKind::ValidValue);
    if !valid.is_empty() {
        out += &say(format!("可用的值：{valid}。"), format!("可用的值：{valid}。"));
    }
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = kinds.map(context).into_iter().find(|text| !text.is_empty());
    if let Some(meant) = meant {
        out += &say(format!("您要的是不是 {meant}？"), format!("您要的是不是 {meant}？"));
    }
    out += &say(
        "寫法請看 zhimai --help；各指令也有自己的 --help。".into(),
        "写法请看 zhimai --help；各命令也有自己的 --help。".into(),
    );
    Some(out)
}

/// What stands in the context of an error.
fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::None => String::new(),
        ContextValue::Strings(all) => all.join(" "),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
