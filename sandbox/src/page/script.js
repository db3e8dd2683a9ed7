// Tells the page around this one what happened, when it asked for it, and fills in the visitor's time zone.
(() => {
  const zone = document.querySelector("input[name=timezone]");
  if (zone && zone.value === "") zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;

  const { events, eventUri, inviteeUri } = document.body.dataset;
  if (events === undefined) return;
  const around = window.parent !== window ? window.parent : window.opener;
  if (!around) return;
  const tell = (event, payload) => around.postMessage({ event, payload }, "*");
  tell("calendly.page_height", { height: `${document.documentElement.scrollHeight}px` });
  for (const event of events.split(" ").filter(Boolean)) {
    const scheduled = event === "calendly.event_scheduled";
    tell(event, scheduled ? { event: { uri: eventUri }, invitee: { uri: inviteeUri } } : {});
  }
})();
