use crate::{Dir, exists};

/// How many columns a line takes on a terminal.
fn width(line: &str) -> usize {
    line.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}

#[test]
fn deals_flows_and_conflicts_are_told_for_people_and_as_json() {
    let dir = Dir::bundled();
    let deals = dir.json(&["deals", "--entity", "輝達", "--kind", "equity"]);
    let all = deals["deals"].as_array().unwrap();
    assert!(!all.is_empty() && all.iter().all(|deal| deal["kind"] == "equity"), "{deals}");
    assert!(
        !deals["sums"].as_array().unwrap().is_empty() && !deals["left_out"].as_array().unwrap().is_empty()
    );
    let large = dir.json(&["deals", "--minimum", "30000000000", "--from", "2025"]);
    let is_large = |deal: &serde_json::Value| deal["amount"]["high"].as_i64().unwrap() >= 30_000_000_000;
    assert!(
        large["deals"].as_array().unwrap().iter().all(is_large) && large["unmeasured"].as_u64() > Some(0)
    );

    let csv = dir.ok(&["deals", "--entity", "nvidia", "--kind", "equity", "--csv"]);
    assert_eq!(csv.matches("\r\n").count(), all.len() + 1);

    for lang in ["zh-TW", "zh-CN", "en"] {
        for call in [
            vec!["deals", "--entity", "openai"],
            vec!["flows"],
            vec!["flows", "--loops", "--entity", "nvidia"],
            vec!["conflicts", "--entity", "openai"],
        ] {
            let out = dir.ok(&[&["--lang", lang], call.as_slice()].concat());
            assert!(out.lines().count() > 5, "{call:?}: {out}");
            // What cannot be broken, such as an address or a long name, may stand beyond the edge.
            let wide = out.lines().filter(|line| width(line) > 80).count();
            assert!(wide * 20 <= out.lines().count(), "{call:?} in {lang}: {out}");
        }
    }
    let loops = dir.json(&["flows", "--loops"]);
    for one in loops["loops"].as_array().unwrap() {
        let legs = one["legs"].as_array().unwrap();
        assert_eq!(legs[0]["from"]["address"], legs[legs.len() - 1]["to"]["address"], "{one}");
    }
    let flows = dir.json(&["flows", "--entity", "openai"]);
    assert!(flows.as_array().unwrap().iter().all(|flow| !flow["deals"].as_array().unwrap().is_empty()));
    let conflicts = dir.json(&["conflicts"]);
    assert!(conflicts.as_array().unwrap().len() > 10);
    for (call, code) in [
        (vec!["deals", "--kind", "gift"], 2),
        (vec!["deals", "--from", "soon"], 2),
        (vec!["deals", "--json", "--csv"], 2),
        (vec!["flows", "--entity", "nobody at all"], 1),
        (vec!["flows", "--loops", "--from", "2025"], 2),
    ] {
        assert_eq!(dir.run(&call).code, code, "{call:?}");
    }
}

#[test]
fn a_dossier_is_written_once_and_verified() {
    let dir = Dir::bundled();
    let path = |name: &str| dir.library().parent().unwrap().join(name).to_str().unwrap().to_owned();
    let page = path("nvidia.html");
    dir.ok(&["export", "dossier", "zhimai://entity/nvidia", &page]);
    assert!(dir.ok(&["verify", &page]).contains("as it was made"));
    assert_eq!(dir.json(&["verify", &page])["state"], "unchanged");
    let again = dir.run(&["export", "dossier", "輝達", &page]);
    assert_eq!((again.code, again.err.contains("is there already")), (1, true), "{again:?}");

    let text = std::fs::read_to_string(&page).unwrap();
    let changed = dir.file("changed.html", text.replacen("NVIDIA", "NVIDlA", 1));
    let told = dir.run(&["verify", &changed]);
    assert_eq!((told.code, told.err.contains("was changed")), (1, true), "{told:?}");
    let other = dir.file("other.html", "<!DOCTYPE html><p>30</p>");
    let told = dir.run(&["verify", &other]);
    assert_eq!((told.code, told.err.contains("no dossier")), (2, true), "{told:?}");

    let found = path("found.html");
    dir.ok(&["export", "dossier", "--search", "Anthropic", &found]);
    dir.ok(&["verify", &found]);
    let linked = dir.ok(&["export", "dossier", "openai", "-", "--format", "json-ld"]);
    assert!(serde_json::from_str::<serde_json::Value>(&linked).unwrap()["@graph"].is_array());
    let nowhere = path("no/such/folder.html");
    assert_eq!(dir.run(&["export", "dossier", "openai", &nowhere]).code, 1);
    assert!(!exists(nowhere.as_ref()));
    assert_eq!(dir.run(&["export", "dossier", "zhimai://term/compute", &path("x.html")]).code, 2);
    assert_eq!(dir.run(&["export", "dossier", &path("y.html")]).code, 2);
}
