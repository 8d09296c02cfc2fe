//! The pages of a file, as leaves of a tree whose branches say what their leaves share.

use std::collections::HashSet;
use std::rc::Rc;

use super::File;
use crate::source::pdf::{
    MOST_PAGES,
    syntax::{Dict, Object},
};

/// How deep the tree may be.
const MOST_DEPTH: usize = 64;

/// A page, with what it has of the branches that it hangs on.
#[derive(Clone, Debug)]
pub(in crate::source::pdf) struct Leaf {
    pub(in crate::source::pdf) contents: Rc<Object>,
    pub(in crate::source::pdf) resources: Rc<Object>,
    pub(in crate::source::pdf) media: Rc<Object>,
    pub(in crate::source::pdf) crop: Rc<Object>,
    pub(in crate::source::pdf) rotate: Rc<Object>,
    pub(in crate::source::pdf) annotations: Rc<Object>,
}

impl File<'_> {
    /// The dictionary that everything hangs on.
    pub(in crate::source::pdf) fn root(&mut self) -> Dict {
        let trailer = std::mem::take(&mut self.trailer);
        let root = self.get_dict(&trailer, b"Root");
        self.trailer = trailer;
        root
    }

    /// The pages, in their order.
    pub(in crate::source::pdf) fn pages(&mut self) -> Vec<Leaf> {
        let mut pages = self.tree();
        if pages.is_empty() && self.found.is_none() {
            self.search();
            self.objects.clear();
            pages = self.tree();
        }
        pages
    }

    fn tree(&mut self) -> Vec<Leaf> {
        let root = self.root();
        let null = Rc::new(Object::Null);
        let top = Leaf {
            contents: Rc::clone(&null),
            resources: Rc::clone(&null),
            media: Rc::clone(&null),
            crop: Rc::clone(&null),
            rotate: Rc::clone(&null),
            annotations: null,
        };
        let pages = root.get(&b"Pages"[..]).cloned().unwrap_or(Object::Null);
        let mut open = vec![(pages, top, 0)];
        let mut seen = HashSet::new();
        let mut pages = Vec::new();
        while let Some((object, mut leaf, depth)) = open.pop() {
            if pages.len() > MOST_PAGES {
                break;
            }
            if let Object::Ref(number) = object
                && !seen.insert(number)
            {
                continue;
            }
            let object = self.resolve(&object);
            let Some(dict) = object.dict() else { continue };
            let mut own = |place: &mut Rc<Object>, key: &[u8]| {
                let value = self.get(dict, key);
                if *value != Object::Null {
                    *place = value.kept();
                }
            };
            own(&mut leaf.resources, b"Resources");
            own(&mut leaf.media, b"MediaBox");
            own(&mut leaf.crop, b"CropBox");
            own(&mut leaf.rotate, b"Rotate");
            if !dict.contains_key(&b"Kids"[..]) {
                leaf.contents = self.get(dict, b"Contents").kept();
                leaf.annotations = self.get(dict, b"Annots").kept();
                pages.push(leaf);
            } else if depth < MOST_DEPTH {
                let kids = self.get(dict, b"Kids");
                let kids = kids.array().iter().rev();
                open.extend(kids.map(|kid| (kid.clone(), leaf.clone(), depth + 1)));
            }
        }
        pages
    }
}
