//! Reading what the edge answers, straight from parsed JSON into the contract's types.
//!
//! `serde_json` would bring a second parser, and serde's derived code leaves a type at every field that may be wrong and
//! drops what it has read so far; that is many times as long as what it reads. Here a value of the wrong shape is *noted*,
//! reading goes on with any other value in its place, and the whole is thrown away at the end. So nothing is read that
//! the contract does not promise, and reading a field is one call.
//!
//! Does not know who parses; [`contract`] knows what the types have in them.

pub mod contract;

use contract::Read;

/// Reads a parsed value as `T`.
pub fn read<T: Read, V: Json>(value: V) -> Option<T> {
    let mut reader = Reader { open: Vec::new(), ahead: Some(value), is_wrong: false };
    let read = T::read(&mut reader);
    (!reader.is_wrong).then_some(read)
}

/// A parsed value, whoever has parsed it.
pub trait Json: Sized {
    /// What an object has where it has nothing.
    const ABSENT: Self;

    fn is_absent(&self) -> bool;
    fn is_null(&self) -> bool;
    fn is_object(&self) -> bool;
    fn bool(&self) -> Option<bool>;
    fn number(&self) -> Option<f64>;
    fn text(&self) -> Option<String>;
    /// How many items it has, if it is an array.
    fn length(&self) -> Option<u32>;
    #[must_use]
    fn item(&self, place: u32) -> Self;
    #[must_use]
    fn property(&self, name: &str) -> Self;
}

/// Where in a value one is: a type reads what comes next, and never more than that.
pub struct Reader<V> {
    /// The objects and arrays around the next value, the innermost last.
    open: Vec<Open<V>>,
    /// The next value, where it has been looked at already.
    ahead: Option<V>,
    is_wrong: bool,
}

/// What is left to read of an object or array.
enum Open<V> {
    /// The names of the fields that its type asks for, with spaces between them.
    Object(V, &'static str),
    /// The place of the next item, and how many there are.
    Array(V, u32, u32),
}

// None of these is copied into the code that reads a type: each would be there once for every field.
impl<V: Json> Reader<V> {
    #[inline(never)]
    fn next(&mut self) -> V {
        if let Some(value) = self.ahead.take() {
            return value;
        }
        match self.open.last_mut() {
            Some(Open::Object(object, names)) => {
                let (name, rest) = names.split_once(' ').unwrap_or_default();
                *names = rest;
                // A field that is called like a word of Rust's.
                object.property(name.strip_prefix("r#").unwrap_or(name))
            }
            Some(Open::Array(array, place, _)) => {
                *place += 1;
                array.item(*place - 1)
            }
            None => V::ABSENT,
        }
    }

    /// The next value is an object, and these of its fields come next, each with a space after it.
    #[inline(never)]
    pub fn enter(&mut self, names: &'static str) {
        let object = self.next();
        self.is_wrong |= !object.is_object();
        self.open.push(Open::Object(object, names));
    }

    /// The next value is an array, and its items come next.
    #[inline(never)]
    pub fn enter_array(&mut self) -> u32 {
        let array = self.next();
        let length = array.length();
        self.is_wrong |= length.is_none();
        let length = length.unwrap_or_default();
        self.open.push(Open::Array(array, 0, length));
        length
    }

    /// Whether the array that was entered last has another item; one that has none is left.
    #[inline(never)]
    pub fn has_more(&mut self) -> bool {
        let has_more = matches!(self.open.last(), Some(Open::Array(_, place, length)) if place < length);
        if !has_more {
            self.leave();
        }
        has_more
    }

    /// What was entered last has been read.
    #[inline(never)]
    pub fn leave(&mut self) {
        self.open.pop();
    }

    /// Passes over the next value if the object has no such field.
    #[inline(never)]
    pub fn passes_absent(&mut self) -> bool {
        let value = self.next();
        let is_absent = value.is_absent();
        self.ahead = (!is_absent).then_some(value);
        is_absent
    }

    /// The same, or if the field is `null`.
    #[inline(never)]
    pub fn passes_nothing(&mut self) -> bool {
        let value = self.next();
        let is_nothing = value.is_absent() || value.is_null();
        self.ahead = (!is_nothing).then_some(value);
        is_nothing
    }

    /// A text in the next value, which is read afterwards.
    pub fn tag(&mut self, name: &str) -> Option<String> {
        let value = self.next();
        let tag = value.property(name).text();
        self.ahead = Some(value);
        tag
    }

    #[inline(never)]
    pub fn bool(&mut self) -> bool {
        let value = self.next().bool();
        self.known(value, false)
    }

    /// A whole number. `1.0` is one, too: who has parsed it does not tell it from `1`.
    #[inline(never)]
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "compared afterwards")]
    pub fn number(&mut self) -> i64 {
        let value = self.next().number();
        let whole = value.map(|number| number as i64).filter(|whole| value == Some(*whole as f64));
        self.known(whole, 0)
    }

    #[inline(never)]
    pub fn text(&mut self) -> String {
        let value = self.next().text();
        self.known(value, String::new())
    }

    /// Where the next value stands among `words`, each with a space after it; past the last one when it is none of them.
    #[inline(never)]
    pub fn word(&mut self, words: &str) -> usize {
        let word = self.text();
        words.split(' ').position(|known| known == word).unwrap_or(usize::MAX)
    }

    /// What a value turned out to be; if it is wrong, that is noted, and `instead` stands in its place.
    pub fn known<T>(&mut self, value: Option<T>, instead: T) -> T {
        self.is_wrong |= value.is_none();
        value.unwrap_or(instead)
    }
}
