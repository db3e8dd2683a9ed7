//! Texts that many are handed and few have to read: beside the text stands its version, so that whoever has read the
//! same one before need not read it again, and whoever hands it out writes it once.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::value::{RawValue, to_raw_value};
use std::sync::Arc;

/// A JSON text and its version. Clones share the text.
#[derive(Clone, Debug)]
pub(crate) struct Packed<V> {
    version: V,
    text: Arc<RawValue>,
}

impl<V> Packed<V> {
    pub(crate) fn new(version: V, value: &impl Serialize) -> Self {
        let text = to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned());
        Self { version, text: text.into() }
    }

    /// A text that is written already; `None` when it is no JSON.
    pub(crate) fn written(version: V, text: String) -> Option<Self> {
        Some(Self { version, text: RawValue::from_string(text).ok()?.into() })
    }

    /// Two texts about one thing with one version say the same.
    pub(crate) fn version(&self) -> &V {
        &self.version
    }

    pub(crate) fn text(&self) -> &str {
        self.text.get()
    }

    /// What the text says; `None` when it is of a form that this build does not know.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(self.text()).ok()
    }
}

impl<V: Serialize> Serialize for Packed<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.version, &*self.text).serialize(serializer)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Packed<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (version, text) = <(V, Box<RawValue>)>::deserialize(deserializer)?;
        Ok(Self { version, text: text.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_arrives_as_it_was_written_beside_its_version() {
        let packed = Packed::new(7_i64, &["a", "b"]);
        let sent = serde_json::to_string(&packed).unwrap();
        assert_eq!(sent, r#"[7,["a","b"]]"#);
        let arrived: Packed<i64> = serde_json::from_str(&sent).unwrap();
        assert_eq!((arrived.version(), arrived.text()), (&7, r#"["a","b"]"#));
        assert_eq!(arrived.read::<Vec<String>>().unwrap(), ["a", "b"]);
        assert_eq!(arrived.read::<u8>(), None, "of another form");
    }

    #[test]
    fn only_json_is_packed() {
        assert_eq!(Packed::written(1, "[1, 2]".to_owned()).unwrap().text(), "[1, 2]");
        assert!(Packed::written(1, "{".to_owned()).is_none());
    }
}
