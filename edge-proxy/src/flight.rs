//! Single flight: whoever wants what is being fetched already waits along instead of fetching it again.

use core::{future::Future, pin::Pin};
use futures_util::{FutureExt as _, future::Shared};
use std::{collections::BTreeMap, sync::Arc};

type Landing<V> = Shared<Pin<Box<dyn Future<Output = V> + Send>>>;

/// A fetch under way.
#[derive(Clone, Debug)]
pub(crate) struct Flight<V: Clone> {
    number: u64,
    landing: Landing<Arc<V>>,
}

impl<V: Clone> Flight<V> {
    /// Its outcome, as soon as there is one. Somebody must poll it: who begins one leaves a copy to the platform, so
    /// that a flight lands even when all who asked have gone.
    pub(crate) fn landing(&self) -> impl Future<Output = Arc<V>> + Send + 'static
    where
        V: Send + Sync + 'static,
    {
        self.landing.clone()
    }
}

/// The fetches under way, by what they fetch.
#[derive(Debug)]
pub(crate) struct Flights<K, V: Clone> {
    next: u64,
    under_way: BTreeMap<K, Flight<V>>,
}

impl<K, V: Clone> Default for Flights<K, V> {
    fn default() -> Self {
        Self { next: 0, under_way: BTreeMap::new() }
    }
}

impl<K: Ord, V: Clone + Send + Sync + 'static> Flights<K, V> {
    /// The flight for `key`, and whether it was begun just now. `begin` gets the number under which it will land.
    pub(crate) fn join<F>(&mut self, key: K, begin: impl FnOnce(u64) -> F) -> (Flight<V>, bool)
    where
        F: Future<Output = V> + Send + 'static,
    {
        if let Some(flight) = self.under_way.get(&key) {
            return (flight.clone(), false);
        }
        self.next += 1;
        let number = self.next;
        let landing = begin(number).map(Arc::new);
        let landing: Pin<Box<dyn Future<Output = Arc<V>> + Send>> = Box::pin(landing);
        let flight = Flight { number, landing: landing.shared() };
        self.under_way.insert(key, flight.clone());
        (flight, true)
    }

    /// The flight for `key`, if one is under way.
    pub(crate) fn find(&self, key: &K) -> Option<Flight<V>> {
        self.under_way.get(key).cloned()
    }

    /// Ends a flight. `false` when it was called off meanwhile, so that its outcome must not be kept.
    pub(crate) fn land(&mut self, key: &K, number: u64) -> bool {
        let is_expected = self.under_way.get(key).is_some_and(|flight| flight.number == number);
        if is_expected {
            self.under_way.remove(key);
        }
        is_expected
    }

    /// Calls off flights whose outcome would be wrong: who asks from now on begins another.
    pub(crate) fn call_off(&mut self, is_wrong: impl Fn(&K) -> bool) {
        self.under_way.retain(|key, _| !is_wrong(key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::future::join;

    #[tokio::test]
    async fn those_who_want_the_same_share_one_flight() {
        let mut flights = Flights::<&str, u32>::default();
        let (one, begun) = flights.join("a", |_| async { 1 });
        let (same, begun_again) = flights.join("a", |_| async { 2 });
        let (other, _) = flights.join("b", |_| async { 3 });
        assert_eq!((begun, begun_again), (true, false));
        assert_eq!(join(one.landing(), same.landing()).await, (Arc::new(1), Arc::new(1)));
        assert_eq!(*other.landing().await, 3);
    }

    #[tokio::test]
    async fn a_flight_that_was_called_off_lands_in_vain_and_the_next_one_is_another() {
        let mut flights = Flights::<&str, u32>::default();
        let mut numbers = Vec::new();
        flights.join("a", |number| {
            numbers.push(number);
            async { 1 }
        });
        flights.call_off(|key| *key == "a");
        let (_, begun) = flights.join("a", |number| {
            numbers.push(number);
            async { 2 }
        });
        assert!(begun);
        assert!(!flights.land(&"a", numbers[0]));
        assert!(flights.land(&"a", numbers[1]));
        assert!(!flights.land(&"a", numbers[1]), "once");
    }
}
