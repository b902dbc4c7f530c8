//! What may be opened, and where: our own pages in the window, the web in the person's browser, nothing else anywhere.

use tauri::Url;

/// Whether the window may go there: only to what is built into the program.
pub(crate) fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows serves the same pages under this name.
        "http" | "https" => {
            cfg!(windows) && url.host_str() == Some("tauri.localhost") && url.port().is_none()
        }
        _ => false,
    }
}

/// The address to hand to the person's browser, if it is one of the web.
pub(crate) fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// The address to begin with: the first argument that is one of ours.
pub(crate) fn launch_address(arguments: impl IntoIterator<Item = String>) -> Option<String> {
    arguments.into_iter().find(|argument| argument.starts_with("zhimai://") && argument.len() <= 4096)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_on_its_own_pages() {
        for (url, own) in [
            ("tauri://localhost", true),
            ("tauri://localhost/index.html", true),
            ("tauri://localhost.evil.example/", false),
            ("http://tauri.localhost/", cfg!(windows)),
            ("http://tauri.localhost:8080/", false),
            ("https://example.com/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("about:blank", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(Url::parse(url).map(|url| is_own_page(&url)), Ok(own), "{url}");
        }
    }

    #[test]
    fn only_web_addresses_leave() {
        for (text, leaves) in [
            ("https://example.com/a?b#c", true),
            ("http://example.com", true),
            ("HTTPS://EXAMPLE.COM", true),
            ("ftp://example.com", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("zhimai://entity/nvidia", false),
            ("mailto:someone@example.com", false),
            ("--help", false),
            ("example.com", false),
            ("", false),
            ("https://", false),
        ] {
            assert_eq!(web_address(text).is_some(), leaves, "{text}");
        }
    }

    #[test]
    fn begins_at_the_first_address_of_ours() {
        let check = |arguments: &[&str], expect: Option<&str>| {
            assert_eq!(
                launch_address(arguments.iter().map(|a| (*a).to_owned())).as_deref(),
                expect,
                "{arguments:?}"
            );
        };
        check(&[], None);
        check(&["--flag", "https://example.com"], None);
        check(&["--flag", "zhimai://entity/nvidia", "zhimai://entity/tsmc"], Some("zhimai://entity/nvidia"));
        check(&[&format!("zhimai://{}", "x".repeat(5000))], None);
    }
}
