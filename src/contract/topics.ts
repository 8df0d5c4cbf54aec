import type { EventKind } from "#contract/event.js";

export const TOPIC_ROOT = "hailong/v1";

export type Place = { readonly ward: string; readonly counter: string };

const under = (place: Place, leaf: string): string => `${TOPIC_ROOT}/${place.ward}/${place.counter}/${leaf}`;

export const eventTopic = (place: Place, kind: EventKind): string => under(place, kind);
export const statusTopic = (place: Place): string => under(place, "status");
export const commandTopic = (place: Place): string => under(place, "command");
/** Where a one-stop client asks to be answered; any topic below it. */
export const replyTopicPrefix = (place: Place): string => under(place, "reply/");
export const inputRatingTopic = (place: Place): string => under(place, "input/rating");
export const receiptTopic = (place: Place): string => under(place, "receipt");
export const counterPolicyTopic = (place: Place): string => under(place, "policy");
/** The hub's word that it no longer believes a desk's key. */
export const standingTopic = (place: Place): string => under(place, "standing");
export const enrolRequestTopic = (place: Place): string => under(place, "enrol/request");
export const enrolAnswerTopic = (place: Place): string => under(place, "enrol/answer");
/** Where a hub that enrols desks listens. */
export const enrolRequests = (ward: string): string => `${TOPIC_ROOT}/${ward}/+/enrol/request`;
/** The hub's key, handed on from the one before. */
export const hubKeyTopic = (ward: string): string => `${TOPIC_ROOT}/${ward}/hub-key`;
export const wardPolicyTopic = (ward: string): string => `${TOPIC_ROOT}/${ward}/policy`;
export const aggregateTopic = (ward: string): string => `${TOPIC_ROOT}/${ward}/aggregate`;
/** A part of the cells of one month that a ward has released. */
export const cellsTopic = (ward: string, month: string, part: number | string): string =>
  `${aggregateTopic(ward)}/${month}/${part}`;
/** Where a city listens. */
export const cellsOfWards = `${TOPIC_ROOT}/+/aggregate/+/+`;
export const sourceOf = (place: Place): string => `/${TOPIC_ROOT}/${place.ward}/${place.counter}`;
/** → the counter of an event's `source`. */
export const counterOf = (source: string): string => source.split("/")[4] ?? "";

/**
 * What a ward hub listens to; its own policy, for the number that it had reached before it was restored; and the policy
 * that its city proposes, which bears the city's name where a ward's would bear the ward's. Of a group's workers one gets
 * each event.
 */
export function hubSubscriptions(ward: string, { city, group }: { city?: string; group?: string } = {}): string[] {
  const kinds: EventKind[] = ["score", "rating", "abstention", "cancelled", "health", "rekeyed"];
  const events = kinds.map((leaf) => `${TOPIC_ROOT}/${ward}/+/${leaf}`);
  // What is retained is no task to be shared: every worker has to know it, and a shared subscription is told none of it.
  return [
    ...events.map((topic) => (group ? `$share/${group}/${topic}` : topic)),
    `${TOPIC_ROOT}/${ward}/+/status`,
    wardPolicyTopic(ward),
    ...(city === undefined ? [] : [wardPolicyTopic(city)]),
  ];
}

/** → ward, counter and last level of a counter's topic, or undefined for any other topic. */
export function parseTopic(topic: string): (Place & { leaf: string }) | undefined {
  const [root, version, ward, counter, ...leaf] = topic.split("/");
  if (`${root}/${version}` !== TOPIC_ROOT || !ward || !counter || leaf.length === 0) return undefined;
  return { ward, counter, leaf: leaf.join("/") };
}
