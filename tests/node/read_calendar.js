// Reads calendars with ical.js: a JSON list of iCalendar texts comes in, a JSON list of their events goes out.
import ICAL from "ical.js";

let input = "";
for await (const chunk of process.stdin) input += chunk;

const read = (text) => {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const moment = (time) => time.convertToZone(ICAL.Timezone.utcTimezone).toString();
    return {
      uid: event.uid,
      sequence: event.sequence ?? 0,
      stamp: component.getFirstPropertyValue("dtstamp").toString(),
      status: component.getFirstPropertyValue("status"),
      start: moment(event.startDate),
      end: moment(event.endDate),
      summary: event.summary,
      location: event.location,
      attendees: event.attendees.map((attendee) => attendee.getFirstValue()),
    };
  });
  return { method: calendar.getFirstPropertyValue("method"), events };
};

process.stdout.write(JSON.stringify(JSON.parse(input).map(read)));
