import type { InputName } from "perdura/lake/raw_manifest.ts";

/** A public data set that can be fetched by name. */
export interface Dataset {
  /** As `deno task fetch` names it. */
  readonly name: string;
  /** Which kind of input it is. */
  readonly input: InputName;
  readonly title: string;
  readonly licence: string;
  /** The publisher's page about it. */
  readonly page: string;
  /** The file itself. */
  readonly address: string;
  /** What the file is called in the lake. */
  readonly fileName: string;
  /** The source that reads it, where its columns do not say so. */
  readonly source?: string;
}

/** The data sets that are known by name. */
export const datasets: readonly Dataset[] = [
  {
    name: "online-retail-ii",
    input: "transactions",
    title: "Online Retail II (Daqing Chen, UCI Machine Learning Repository)",
    licence: "CC BY 4.0",
    page: "https://archive.ics.uci.edu/dataset/502/online+retail+ii",
    address: "https://archive.ics.uci.edu/static/public/502/online+retail+ii.zip",
    fileName: "online_retail_ii.zip",
    source: "online-retail",
  },
  {
    name: "online-retail",
    input: "transactions",
    title: "Online Retail (Daqing Chen, UCI Machine Learning Repository)",
    licence: "CC BY 4.0",
    page: "https://archive.ics.uci.edu/dataset/352/online+retail",
    address: "https://archive.ics.uci.edu/static/public/352/online+retail.zip",
    fileName: "online_retail.zip",
    source: "online-retail",
  },
  {
    name: "hillstrom",
    input: "campaign",
    title: "MineThatData E-Mail Analytics Challenge (Kevin Hillstrom, 2008)",
    licence: "published for free use in the challenge, no formal licence",
    page: "https://blog.minethatdata.com/2008/03/minethatdata-e-mail-analytics-and-data.html",
    address:
      "http://www.minethatdata.com/Kevin_Hillstrom_MineThatData_E-MailAnalytics_DataMiningChallenge_2008.03.20.csv",
    fileName: "hillstrom.csv",
  },
];
