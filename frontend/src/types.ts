// The answers of the API, as far as the pages read them.

export interface Toll { of: string; who: string | null; low: number | null; best: number | null; high: number | null; words: string; claims: string[]; reason: string }
export interface TollSource { claim: string; who: string; side: string | null; low: number | null; high: number | null; published: string | null; document: string }
export interface TollDetail extends Toll { sources: TollSource[] }
export interface Incident {
  id: string; title: string; kind: string; group: string; status: string; probability: number; parted: string[];
  place: string | null; place_id: string | null; precision: string; lat: number | null; lon: number | null; radius_km: number | null;
  from: string | null; to: string | null; when: string; tolls: Toll[]; claims: string[]; documents: number; origins: string[];
  sides: string[]; first_reported: string | null; last_reported: string | null; because: string[];
}
export interface Paged<T> { total: number; page: number; pages: number; limit: number; as_of: string | null; state: string; items: T[] }
export interface Incidents extends Paged<Incident> { claims: number; documents: number; statuses: Record<string, number> }
export interface Situation {
  as_of: string | null; state: string; own_view: boolean; incidents: number; claims: number; documents: number;
  statuses: Record<string, number>; kinds: Record<string, number>; sides: Record<string, { name: string; incidents: number }>;
  off_map: number; undated: number; disagreements: number; new_since: string | null;
  whole: { incidents: number; claims: number; documents: number; unread: number }; held_back: number;
  held_by_rule: Record<string, number>; blame: Record<string, number>;
}
export interface Bar { day: string; statuses: Record<string, number>; reports: number }
export interface Timeline {
  step: "day" | "week" | "month"; first: string | null; last: string | null; as_of: string | null; undated: number; bars: Bar[];
  spans: { id: string; title: string; status: string; from: string; to: string }[];
}
export interface Cell {
  value: string; quote: string; claim: string; document: string; start: number; end: number; relation: string | null;
  sign: string; loud: boolean; reason: string; against: string | null;
}
export interface Column {
  who: string; role: string | null; side: string | null; side_name: string; outlet: string | null; origin: string | null;
  documents: string[]; copies: number; first_told: string | null; confidence: number; member: boolean; claims: string[];
  cells: Record<string, Cell>;
}
export interface Step { day: string | null; documents: string[]; claims: string[]; status: string; probability: number; tolls: Toll[] }
export interface ControlDay { day: string; probabilities: Record<string, number>; status: string; claims: string[] }
export interface IncidentDetail {
  incident: Incident; slots: { key: string; name: string }[]; accounts: Column[]; sides: { side: string | null; name: string; columns: number }[];
  tolls: TollDetail[]; links: { a: string; b: string; relation: string; slot: string; reason: string; score: number }[];
  history: Step[]; control: ControlDay[]; related: string[];
}
export interface DocumentRow {
  id: string; title: string | null; outlet: string | null; published: string | null; url: string | null; language: string | null;
  characters: number; claims: number; contested: number; whole: boolean; read: boolean; program: string | null;
}
export interface Span { start: number; end: number }
export interface ClaimRow {
  id: string; kind: string; group: string; from: string | null; to: string | null; when: string; place: string | null; where: string;
  who: string; whom: string; counts: { of: string; low: number | null; high: number | null; who: string | null }[];
  speaker: string; side: string | null; stance: string; modality: string; polarity: string; words: string; confidence: number;
  document: string; outlet: string | null; published: string | null; incident: string | null;
}
export interface Review { decision: number; verdict: string; at: string | null; by: string | null; note: string | null }
export interface Reviewed extends Review { claim: ClaimRow }
export interface Doubt extends ClaimRow { score: number; because: string[] }
export interface DocumentClaim extends ClaimRow {
  review: Review | null; rule: string; model: string | null;
  spans: { trigger: [number, number]; evidence: [number, number]; places: (Span & { name: string | null; use: string })[]; time: Span | null; speakers: (Span & { name: string })[]; counts: Span[] };
}
export interface DocumentDetail {
  document: DocumentRow; pieces: { start: number; end: number; text: string }[]; masks: Record<string, string>;
  claims: DocumentClaim[]; repairs: { start: number; end: number; original: string; read_as: string }[];
  writes: boolean;
}
export interface ClaimDetail {
  claim: ClaimRow; whole: { evidence: [number, number]; trigger?: [number, number] }; document: DocumentRow; trigger: string; because: { rule: string; trigger: string | null; model: string | null; notes: string[] };
  alternatives: { of: string; name: string; country: string | null; score: number; why: string; taken: boolean }[];
}
export interface Stand { stand: string; speakers: string[]; sides: string[]; claims: string[]; words: string[]; documents: string[]; first_said: string | null }
export interface Disagreement {
  id: string; about: string; question: string; kind: string; place: string | null; place_id: string | null; from: string | null;
  to: string | null; tension: boolean; within: string | null; between: string; score: number; new: string | null;
  positions: Stand[]; reasons: string[]; incidents: string[];
}
export interface Disagreements extends Paged<Disagreement> { single_source: number }
export interface Place {
  id: string; name: string; names: string[]; geonameid: number | null; country: string | null; country_name: string; region: string;
  lat: number | null; lon: number | null; radius_km: number | null; precision: string; incidents: number; claims: number;
  contested: number; near: { id: string; name: string; km: number }[];
}
export interface Flow {
  movement: string; kind: string; origin: string | null; origin_id: string | null; destination: string | null; destination_id: string | null;
  who: string | null; low: number | null; high: number | null; modality: string; polarity: string; said_by: string | null;
  from: string | null; to: string | null; claims: string[];
}
export interface PlaceDetail {
  place: Place; as_of: string | null; total: number; incidents: Incident[]; control: ControlDay[];
  changes: { day: string; before: string; after: string; p: number }[]; claimed: ClaimedHold[]; from_near_only: boolean; left: Flow[]; came: Flow[]; present: Flow[];
}
/** What one side last claimed of a place, apart from what is assessed. */
export interface ClaimedHold {
  side: string | null; side_name: string | null; holder: string; holder_name: string; day: string; said: string; by: string;
  outlet: string | null; document: string; claim: string;
}
export interface Held {
  id: string; place: string; lat: number | null; lon: number | null; country: string | null; area: boolean; day: string; holder: string;
  holder_name: string; p: number; probabilities: Record<string, number>; claimed: Record<string, string>; parted: boolean;
  last_report: string | null; claims: string[]; reason: string;
}
export interface Change { id: string; place: string; day: string; before: string; after: string; before_name: string; after_name: string; p: number; claims: string[] }
export interface Control { day: string; first: string; last: string; total: number; items: Held[]; changes: Change[]; shares: Record<string, Record<string, number>>; as_of: string | null }
export interface Speaker { id: string; name: string; side: string | null; statements: number; documents: number; outcomes: Record<string, number>; first: string | null; last: string | null }
export interface Statement {
  claim: string; document: string; day: string | null; kind: string; place: string | null; polarity: string; stance: string; outcome: string;
  words: string; incident: string | null; counterparts: { claim: string; words: string; speaker: string; side: string | null; document: string }[];
}
export interface SpeakerDetail { speaker: Speaker; side_name: string; tally: boolean; total: number; page: number; pages: number; statements: Statement[] }
export interface Source {
  id: string; name: string | null; side: string | null; documents: number; claims: number; first: string | null; last: string | null;
  usual_pause_days: number | null; longest_pause_days: number | null; silent_days: number | null; silent: boolean;
  days: Record<string, number>; copies: number; copied_from: string | null;
}
export interface Hit { kind: string; id: string; title: string | null; snippet: string; outlet: string | null; published: string | null; document: string | null; incident: string | null }
export interface Found { q: string; counts: Record<string, number>; items: Hit[]; total: number; page: number; pages: number; suggestions: string[] }
