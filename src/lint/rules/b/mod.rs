//! B: what a template or the work on the text leaves behind.

pub mod b001_template_word;
pub mod b002_other_body;
pub mod b003_work_note;
pub mod b004_other_work;
pub mod b005_work_name_differs;
pub mod b006_own_name_differs;
mod names;
mod places;

use super::Context;
use crate::assets::lists::bodies::OFFICES;

/// The body that makes the assessment, as 評価実施機関名 names it.
struct Body {
    /// 架空市
    name: String,
    /// 市
    kind: char,
}

/// The kinds of bodies that a name ends in.
const KINDS: [char; 8] = ['都', '道', '府', '県', '市', '区', '町', '村'];

/// The body of an assessment; none for a 広域連合 and the like.
fn body(cx: &Context) -> Option<Body> {
    let item = cx.assessment.form.agencies.item.as_deref()?;
    let agency = cx.assessment.text(item)?.trim();
    let end = OFFICES.iter().find_map(|office| {
        let at = agency.find(office)?;
        agency[..at].ends_with(KINDS).then_some(at)
    });
    let name = &agency[..end.unwrap_or(agency.len())];
    let kind = name.chars().next_back().filter(|c| KINDS.contains(c))?;
    let is_name = name.chars().count() > 1 && name.chars().all(char::is_alphanumeric);
    is_name.then(|| Body {
        name: name.to_owned(),
        kind,
    })
}
