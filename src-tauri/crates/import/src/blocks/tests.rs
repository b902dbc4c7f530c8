use super::*;

fn text(out: Builder) -> Vec<(BlockKind, u8, u8, String)> {
    out.finish().1.into_iter().map(|block| (block.kind, block.quote, block.indent, block.text)).collect()
}

fn item(number: Option<u32>) -> BlockKind {
    BlockKind::Item { number, checked: None }
}

#[test]
fn lists_in_lists_and_quotations() {
    let mut out = Builder::default();
    out.begin_list(Some(3));
    out.begin_item();
    out.add("三");
    out.begin_list(None);
    out.begin_item();
    out.add("內");
    out.end_item();
    out.end_list();
    out.begin_block(BlockKind::Paragraph);
    out.add("續");
    out.end_item();
    out.begin_item();
    out.begin_quote();
    out.add("引");
    out.end_quote();
    out.end_item();
    out.end_list();
    out.add("後");
    let expect = [
        (item(Some(3)), 0, 1, "三".to_owned()),
        (item(None), 0, 2, "內".to_owned()),
        (BlockKind::Paragraph, 0, 1, "續".to_owned()),
        (item(Some(4)), 1, 1, "引".to_owned()),
        (BlockKind::Paragraph, 0, 0, "後".to_owned()),
    ];
    assert_eq!(text(out), expect);
}

#[test]
fn a_picture_with_a_line_for_itself_is_a_block() {
    let picture = |out: &mut Builder, source: &str, alt: &str| {
        out.begin_image(source);
        out.add(alt);
        out.end_image();
    };
    let mut out = Builder::default();
    out.add("前");
    out.soft_break();
    picture(&mut out, "a.png", "甲");
    out.add(" ");
    picture(&mut out, "b.png", "");
    out.soft_break();
    out.add("後");
    out.begin_block(BlockKind::Paragraph);
    out.add("見");
    picture(&mut out, "c.png", "圖");
    picture(&mut out, "d.png", "");
    out.add("。");
    let (_, blocks) = out.finish();
    let image = |source: &str, alt: &str| Block::new(BlockKind::Image { source: source.to_owned() }, alt);
    let link = Inline { start: 1, end: 2, kind: InlineKind::Link { url: "c.png".to_owned() } };
    assert_eq!(
        blocks,
        [
            Block::paragraph("前"),
            image("a.png", "甲"),
            image("b.png", ""),
            Block::paragraph("後"),
            Block { spans: vec![link], ..Block::paragraph("見圖。") },
            image("d.png", ""),
        ]
    );
}

#[test]
fn a_table_is_its_cells() {
    let mut out = Builder::default();
    out.begin_table(vec![Align::Left]);
    out.add("表一");
    out.row();
    out.cell(true);
    out.add_spaced(" a\tb \n");
    out.cell(true);
    out.row();
    out.cell(false);
    out.begin_span(InlineKind::Strong);
    out.add("c");
    out.end_span(|_| true);
    out.cell(false);
    out.add("d\ne");
    out.end_table();
    let (_, blocks) = out.finish();
    let strong = Inline { start: 5, end: 6, kind: InlineKind::Strong };
    let kind = BlockKind::Table { header: true, columns: vec![Align::Left] };
    assert_eq!(
        blocks,
        [Block::paragraph("表一"), Block { spans: vec![strong], ..Block::new(kind, "a b\t\nc\td e") }]
    );
}

#[test]
fn a_footnote_that_begins_with_no_words_has_its_mark() {
    let mut out = Builder::default();
    out.begin_note("1");
    out.begin_block(BlockKind::Code { language: None });
    out.add("x\n");
    out.end_note();
    out.add("後");
    let note = BlockKind::Footnote { label: "1".to_owned() };
    let (_, blocks) = out.finish();
    let kinds: Vec<_> = blocks.into_iter().map(|block| (block.kind, block.text)).collect();
    let expect = [
        (BlockKind::Paragraph, "後".to_owned()),
        (note, "[1]".to_owned()),
        (BlockKind::Code { language: None }, "x".to_owned()),
    ];
    assert_eq!(kinds, expect);
}
