//! Pieces of broken pages.

/// Numbers that look random, the same in every run.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const ATTRIBUTES: &[&str] = &[
    " colspan=2",
    " colspan='3'",
    " rowspan=\"2\"",
    " rowspan=3",
    " rowspan=0",
    " colspan=0",
    " colspan=x",
    " COLSPAN=2",
    " rowspan=70000",
    " colspan=1000",
    " colspan=2 colspan=4",
    " colspan = 2",
    " colspan=\" 2\"",
    " colspan=+2",
    " colspan=-2",
    " colspan=100%",
    " rowspan=2px",
    " colspan=&#50;",
    " data-colspan=3",
    " title='<td>'",
    " class=a>b",
    " style=\"width:1px\"",
    " a=\"",
    " '",
    "/",
    " / ",
    " nowrap",
    " rowspan=2 colspan=2",
];

const TEXTS: &[&str] = &[
    "1",
    "23",
    "456",
    "7",
    "甲",
    "乙丙",
    " ",
    "\n",
    "0",
    "a b",
    "&nbsp;",
    "&amp;",
    "&lt;td&gt;",
    "&#49;",
    "&#x32;",
    "&#8194;",
    "&ensp;",
    "&bogus;",
    "&",
    "<",
    "<3",
    "< td>",
    "&notit;",
    "&copy",
    "&#0;",
    "&#x80;",
    "—",
    "１",
    "\r\n",
    "\t",
    ">",
    "\"",
    "]]>",
];

const INLINE: &[&str] = &[
    "<b>",
    "</b>",
    "<span>",
    "</span>",
    "<font size=2>",
    "</font>",
    "<i>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<u>",
    "</u>",
    "<strong>",
    "</strong>",
    "<o:p>",
    "</o:p>",
    "<br>",
    "<br/>",
    "</br>",
    "<wbr>",
    "<img src=x>",
    "<input>",
    "<input type=hidden>",
    "<sup>1</sup>",
    "<sub>2</sub>",
    "<nobr>",
    "<del>9</del>",
    "<s>8</s>",
    "<strike>7</strike>",
    "<ruby>x<rt>y</rt></ruby>",
    "<label>",
    "</label>",
    "<em>",
    "</em>",
    "<hr>",
];

const BLOCKS: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<p align=center>",
    "<ul><li>",
    "</ul>",
    "<li>",
    "<h3>",
    "</h3>",
    "<center>",
    "</center>",
    "<pre>",
    "</pre>",
    "<blockquote>",
    "<dl><dt>",
    "<dd>",
    "</dl>",
    "<section>",
    "</section>",
];

const REMARKS: &[&str] = &[
    "<!-- <td>5 -->",
    "<!---->",
    "<!-->",
    "<!--[if !supportLists]-->",
    "<!--[endif]-->",
    "<![if !x]>",
    "<![endif]>",
    "<!>",
    "<?xml:namespace prefix = o />",
    "</>",
    "<!-- -- >--!>",
    "<![CDATA[x]]>",
    "</ td>",
    "<!DOCTYPE html>",
    "<script>var a='<td>';</script>",
    "<style>td{}</style>",
    "<script><!-- </script>",
    "<title>t<td></title>",
    "<textarea><tr></textarea>",
    "<iframe><td></iframe>",
    "<noscript><td></noscript>",
    "<xmp><td></xmp>",
    "<noframes><td></noframes>",
];

/// What the standard moves about or leaves out, as the kinds of differences say.
const STRANGE: &[&str] = &[
    "<select><option>1",
    "</select>",
    "<form>",
    "</form>",
    "<button>",
    "</button>",
    "<template><td>",
    "</template>",
    "<svg><td>",
    "</svg>",
    "<math><mi>",
    "<object>",
    "</object>",
    "<marquee>",
    "</marquee>",
    "<del>",
    "</del>",
    "<s>",
    "</s>",
    "<sup>",
    "</sup>",
    "<frameset>",
    "<body>",
    "</body>",
    "</html>",
    "<html>",
    "<head>",
    "<plaintext>",
];

/// A snippet that is broken as pages are.
pub fn snippet(seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut out = String::new();
    let wrong = [0, 5, 15, 40][rng.below(4)];
    let strange = rng.chance(20);
    if rng.chance(50) {
        out += rng.pick(&[
            "<div>",
            "<p>",
            "<body>",
            "<html><body>",
            "<center>",
            "x",
            "<!DOCTYPE html>",
        ]);
    }
    table(&mut rng, &mut out, wrong, strange, 0);
    if rng.chance(30) {
        table(&mut rng, &mut out, wrong, strange, 0);
    }
    // A page that breaks off in an empty cell does not say that it was to be empty: it is none.
    out.push_str("end");
    out
}

fn table(rng: &mut Rng, out: &mut String, wrong: usize, strange: bool, depth: usize) {
    open(rng, out, "table", wrong);
    if rng.chance(10) {
        out.push_str(rng.pick(&[
            "<caption>c</caption>",
            "<caption>c",
            "<colgroup><col><col></colgroup>",
            "<col span=2>",
            "<colgroup>",
        ]));
    }
    let group = rng.pick(&["tbody", "tbody", "thead", "tfoot"]).to_owned();
    let grouped = rng.chance(50);
    if grouped {
        open(rng, out, &group, wrong);
    }
    for _ in 0..1 + rng.below(3) {
        stray(rng, out, wrong);
        if !rng.chance(wrong / 4) {
            open(rng, out, "tr", wrong);
        }
        for _ in 0..1 + rng.below(3) {
            stray(rng, out, wrong);
            let cell = rng.pick(&["td", "td", "td", "th"]).to_owned();
            open(rng, out, &cell, wrong);
            content(rng, out, wrong, strange, depth);
            close(rng, out, &cell, wrong);
        }
        close(rng, out, "tr", wrong);
        if grouped && rng.chance(10) {
            close(rng, out, &group, wrong);
            open(rng, out, "tbody", wrong);
        }
    }
    if grouped {
        close(rng, out, &group, wrong);
    }
    close(rng, out, "table", wrong / 2);
}

fn content(rng: &mut Rng, out: &mut String, wrong: usize, strange: bool, depth: usize) {
    for _ in 0..rng.below(5) {
        match rng.below(20) {
            0..=8 => out.push_str(rng.pick(TEXTS)),
            9..=12 => out.push_str(rng.pick(INLINE)),
            13..=16 => out.push_str(rng.pick(BLOCKS)),
            17 => out.push_str(rng.pick(REMARKS)),
            18 if depth < 2 => table(rng, out, wrong, strange, depth + 1),
            19 if strange => out.push_str(rng.pick(STRANGE)),
            _ => out.push_str(rng.pick(TEXTS)),
        }
    }
}

/// What does not belong between the cells.
fn stray(rng: &mut Rng, out: &mut String, wrong: usize) {
    if rng.chance(20) {
        out.push('\n');
    }
    if rng.chance(wrong / 3) {
        let any = [
            TEXTS,
            INLINE,
            BLOCKS,
            REMARKS,
            &[
                "</td>",
                "</tr>",
                "</tbody>",
                "</th>",
                "</table>",
                "<table>",
                "</caption>",
                "<caption>",
                "<col>",
                "</thead>",
                "<tbody>",
            ],
        ];
        let any = any[rng.below(5)];
        out.push_str(rng.pick(any));
    }
}

/// A start tag, perhaps with attributes, in any case.
fn open(rng: &mut Rng, out: &mut String, name: &str, wrong: usize) {
    out.push('<');
    out.push_str(&cased(rng, name));
    for _ in 0..rng.below(3) {
        if rng.chance(50) {
            let most = if rng.chance(wrong) {
                ATTRIBUTES.len()
            } else {
                8
            };
            out.push_str(ATTRIBUTES[rng.below(most)]);
        }
    }
    out.push('>');
}

/// An end tag, perhaps none, perhaps another's.
fn close(rng: &mut Rng, out: &mut String, name: &str, wrong: usize) {
    if rng.chance(wrong) {
        if rng.chance(30) {
            out.push_str(rng.pick(&[
                "</td>", "</th>", "</tr>", "</table>", "</tbody>", "</thead>", "</p>", "</div>",
                "</td", "</TR >", "<td/>", "<tr/>", "<table>",
            ]));
        }
        return;
    }
    out.push_str("</");
    out.push_str(&cased(rng, name));
    out.push('>');
}

fn cased(rng: &mut Rng, name: &str) -> String {
    if rng.chance(20) {
        name.to_uppercase()
    } else {
        name.to_owned()
    }
}
