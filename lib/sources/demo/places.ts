import { countries } from "./population.ts";

/** A town in which customers of the demo shop live. */
export interface Place {
  readonly city: string;
  /** County or province. */
  readonly state: string;
  readonly country: string;
  /** As the campaigns divide the customers. */
  readonly region: string;
  readonly latitude: number;
  readonly longitude: number;
  /** What postal codes there begin with. */
  readonly postalCode: string;
}

type Row = [city: string, state: string, latitude: number, longitude: number, postalCode: string];

const atHome: Readonly<Record<string, readonly Row[]>> = {
  South: [
    ["London", "Greater London", 51.51, -0.13, "N1"],
    ["Brighton", "East Sussex", 50.82, -0.14, "BN1"],
    ["Reading", "Berkshire", 51.45, -0.97, "RG1"],
  ],
  West: [["Bristol", "Avon", 51.45, -2.59, "BS1"], ["Exeter", "Devon", 50.73, -3.53, "EX1"]],
  East: [
    ["Norwich", "Norfolk", 52.63, 1.3, "NR1"],
    ["Cambridge", "Cambridgeshire", 52.21, 0.12, "CB1"],
  ],
  Midlands: [
    ["Birmingham", "West Midlands", 52.48, -1.89, "B1"],
    ["Nottingham", "Nottinghamshire", 52.95, -1.15, "NG1"],
  ],
  North: [
    ["Leeds", "West Yorkshire", 53.8, -1.55, "LS1"],
    ["Manchester", "Greater Manchester", 53.48, -2.24, "M1"],
    ["Newcastle", "Tyne and Wear", 54.98, -1.61, "NE1"],
  ],
  Scotland: [
    ["Edinburgh", "Midlothian", 55.95, -3.19, "EH1"],
    ["Glasgow", "Lanarkshire", 55.86, -4.25, "G1"],
  ],
  Wales: [["Cardiff", "Glamorgan", 51.48, -3.18, "CF10"], [
    "Swansea",
    "West Glamorgan",
    51.62,
    -3.94,
    "SA1",
  ]],
};

const abroad: Readonly<Record<string, readonly Row[]>> = {
  Germany: [["Hamburg", "Hamburg", 53.55, 9.99, "20"], ["Leipzig", "Sachsen", 51.34, 12.37, "04"]],
  France: [["Lyon", "Rhône", 45.76, 4.84, "69"], ["Nantes", "Loire", 47.22, -1.55, "44"]],
  EIRE: [["Dublin", "Leinster", 53.35, -6.26, "D0"], ["Cork", "Munster", 51.9, -8.47, "T1"]],
  Spain: [["Valencia", "Valencia", 39.47, -0.38, "46"], [
    "Sevilla",
    "Andalucía",
    37.39,
    -5.98,
    "41",
  ]],
  Netherlands: [["Utrecht", "Utrecht", 52.09, 5.12, "35"]],
  Belgium: [["Gent", "Oost-Vlaanderen", 51.05, 3.72, "90"]],
  Portugal: [["Porto", "Norte", 41.15, -8.61, "40"]],
  Switzerland: [["Bern", "Bern", 46.95, 7.45, "30"]],
  Italy: [["Bologna", "Emilia-Romagna", 44.49, 11.34, "40"]],
  Sweden: [["Malmö", "Skåne", 55.6, 13, "21"]],
  Norway: [["Bergen", "Vestland", 60.39, 5.32, "50"]],
  Denmark: [["Aarhus", "Midtjylland", 56.16, 10.2, "80"]],
  Finland: [["Turku", "Varsinais-Suomi", 60.45, 22.27, "20"]],
};

/** Every place. */
export const customerPlaces: readonly Place[] = [
  ...Object.entries(atHome).flatMap(([region, rows]) =>
    rows.map((row) => placeFrom(row, countries[0]![0], region))
  ),
  ...Object.entries(abroad).flatMap(([country, rows]) =>
    rows.map((row) => placeFrom(row, country, "Abroad"))
  ),
];

/** The places of each of the {@linkcode countries}; where the country is not known, all of them. */
export const placesIn: readonly (readonly number[])[] = countries.map(([country]) => {
  const all = customerPlaces.map((_, place) => place);
  const here = all.filter((place) => customerPlaces[place]!.country === country);
  return here.length === 0 ? all : here;
});

function placeFrom(
  [city, state, latitude, longitude, postalCode]: Row,
  country: string,
  region: string,
): Place {
  return { city, state, country, region, latitude, longitude, postalCode };
}
