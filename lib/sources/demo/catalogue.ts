/** A range of products that belong together. */
export interface ProductRange {
  readonly category: string;
  /** How often customers favour it. */
  readonly weight: number;
  /** How much of it sells from January to December, 1 where absent. */
  readonly months?: readonly number[];
  /** The range that is bought along with this one, by index in {@linkcode ranges}. */
  readonly companion: number;
  /** Name, price in pence, and the designs in which there is one. */
  readonly items: readonly [name: string, pence: number, ...designs: string[]][];
}

/** Something the shop sells. */
export interface Product {
  readonly code: string;
  readonly description: string;
  readonly pence: number;
  readonly range: number;
  /** The other designs of the same item, often bought along with it. */
  readonly siblings: readonly number[];
}

const christmas = [0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.4, 1, 2.5, 3.5, 4, 3];
const summer = [0.5, 0.7, 1.3, 1.6, 1.8, 1.8, 1.4, 1, 0.7, 0.5, 0.4, 0.4];
const winter = [1.6, 1.4, 0.8, 0.5, 0.3, 0.2, 0.2, 0.5, 1.2, 1.8, 2, 1.5];

/** What the shop sells. Prices are those of a small British gift shop. */
export const ranges: readonly ProductRange[] = [
  {
    category: "Tableware",
    weight: 14,
    companion: 1,
    items: [
      ["BONE CHINA TEACUP AND SAUCER", 295, "PRIMROSE", "BLUEBELL", "HEATHER", "CLOVER"],
      ["ENAMEL MUG", 425, "RED", "NAVY", "CREAM"],
      ["3 TIER CAKE STAND", 1275, "POLKADOT", "ROSEBUD"],
      ["CAFÉ CREME BOWL", 195, "MINT", "CORAL"],
      ["STRIPED MILK JUG", 375, "BLUE", "PINK"],
      ["SET OF 4 EGG CUPS", 495, "SPECKLED", "CHICKENS"],
      ["FARMHOUSE TEAPOT", 850, "CREAM", "SAGE"],
    ],
  },
  {
    category: "Baking and cooking",
    weight: 13,
    companion: 0,
    items: [
      ["PACK OF 60 CAKE CASES", 55, "GINGHAM", "DAISIES", "TRAINS", "BUTTERFLIES"],
      ["CHILDRENS APRON", 295, "SPACE", "STRAWBERRY"],
      ["JAM MAKING SET WITH LABELS", 425],
      ["OVEN GLOVE", 465, "ROOSTER", "LEMON"],
      ["BAKING TIN", 345, "HEART SHAPE", "STAR SHAPE"],
      ["SET OF 3 COOKIE CUTTERS", 125, "WOODLAND", "DINO"],
      ["RECIPE BOX", 795, "IVORY", "DUCK EGG"],
    ],
  },
  {
    category: "Candles and lights",
    weight: 12,
    companion: 3,
    items: [
      ["GLASS T-LIGHT HOLDER", 125, "AMBER", "SMOKE", "ROSE", "CLEAR"],
      ["SCENTED CANDLE IN TIN", 165, "FIG", "VANILLA", "SEA SALT"],
      ["METAL LANTERN", 595, "WHITE", "ANTIQUE"],
      ["STRING OF 20 LIGHTS", 845, "PAPER STARS", "ROSEBUDS"],
      ["BOX OF 9 PEBBLE CANDLES", 195],
      ["FRENCH STYLE LAMP", 1295, "CREAM", "GREY"],
    ],
  },
  {
    category: "Home decoration",
    weight: 12,
    companion: 2,
    items: [
      ["HANGING WICKER HEART", 165, "SMALL", "LARGE"],
      ["WOODEN STAR DECORATION", 85, "RED", "WHITE", "NATURAL"],
      ["CERAMIC BIRD ORNAMENT", 245, "ROBIN", "WREN", "FINCH"],
      ["ZINC FLOWER VASE", 445],
      ["GLASS DOVE", 145, "FROSTED", "CLEAR"],
      ["SILK BUTTERFLIES PACK OF 6", 210],
    ],
  },
  {
    category: "Bags and lunch boxes",
    weight: 12,
    companion: 6,
    items: [
      ["JUMBO SHOPPER", 195, "STRAWBERRY", "OWLS", "VINTAGE MAP", "BUNNIES"],
      ["LUNCH BAG", 165, "DOTTY", "ALPHABET", "ROBOTS", "BEES"],
      ["KIDS LUNCH BOX WITH CUTLERY", 255, "FAIRY", "FOREST"],
      ["COIN PURSE", 125, "£ SIGN", "OWL"],
      ["WEEKEND PICNIC BASKET", 1995],
      ["FOLDING TOTE", 145, "POPPY", "WAVE"],
    ],
  },
  {
    category: "Party",
    weight: 9,
    companion: 0,
    items: [
      ["COTTON BUNTING", 495, "SPOTTY", "UNION", "PASTEL"],
      ["PACK OF 20 NAPKINS", 85, "CUPCAKES", "DAISY", "STRIPES"],
      ["SET OF 8 PAPER PLATES", 95, "SPOTTY", "PIRATE"],
      ["PAPER CHAIN KIT", 295, "RETRO", "JUNGLE"],
      ["PACK OF 12 BALLOONS", 110, "METALLIC", "PASTEL"],
    ],
  },
  {
    category: "Toys and games",
    weight: 8,
    companion: 4,
    items: [
      ["WOODEN SPINNING TOP", 125, "RED", "BLUE"],
      ["DOLLS HOUSE TOY SOFA", 375],
      ["BOX OF 24 DOMINO TILES", 145, "CIRCUS", "FARMYARD"],
      ["FLOOR JIGSAW", 495, "WORLD MAP", "DINOSAURS"],
      ["GLOVE PUPPET", 325, "FOX", "BADGER", "HEDGEHOG"],
      ["MONEY BANK", 225, "ROCKET", "PIGGY"],
    ],
  },
  {
    category: "Stationery",
    weight: 8,
    companion: 8,
    items: [
      ["POCKET NOTEBOOK", 85, "PEACOCK", "DAMSON", "LATTICE"],
      ["SET OF 6 PENCILS", 65, "ANIMALS", "STRIPES"],
      ["DESK CALENDAR", 295],
      ["LETTER WRITING SET", 225, "SWALLOWS", "MEADOW"],
      ["FRIDGE MAGNETS PACK OF 4", 125, "HERBS", "TEATIME"],
    ],
  },
  {
    category: "Gift wrap and cards",
    weight: 8,
    companion: 7,
    items: [
      ["ROLL OF GIFT WRAP", 75, "POPPIES", "DOTS", "KRAFT"],
      ["GIFT BAG MEDIUM", 95, "POPPIES", "DOTS"],
      ["SET OF 10 GIFT TAGS", 65, "LUGGAGE", "HEARTS"],
      ["BIRTHDAY CARD", 42, "BALLOON DOG", "CAKE", "TRACTOR"],
      ["SATIN RIBBON 10M", 125, "RED", "GOLD"],
    ],
  },
  {
    category: "Garden",
    weight: 7,
    months: summer,
    companion: 3,
    items: [
      ["WATERING CAN", 645, "GREEN", "DUCK EGG"],
      ["SET OF 3 HERB PLANTERS", 895],
      ["BIRD FEEDER", 395, "ACORN", "APPLE"],
      ["GARDENERS KNEELING PAD", 165, "CABBAGES", "TOOLS"],
      ["PACK OF 50 SEED ENVELOPES", 125],
    ],
  },
  {
    category: "Christmas and Easter",
    weight: 9,
    months: christmas,
    companion: 8,
    items: [
      ["CHRISTMAS BAUBLE", 125, "RED", "SILVER", "GREEN", "GOLD"],
      ["ADVENT CALENDAR HOUSE", 1495],
      ["FELT CHRISTMAS STOCKING", 345, "REINDEER", "SNOWFLAKE"],
      ["SET OF 6 SNOWMAN TAGS", 85],
      ["CHRISTMAS WREATH", 1150, "HOLLY", "EUCALYPTUS"],
    ],
  },
  {
    category: "Warmth and weather",
    weight: 6,
    months: winter,
    companion: 2,
    items: [
      ["HOT WATER BOTTLE", 495, "TARTAN", "FAIR ISLE", "SHEEP"],
      ["HAND WARMER", 210, "OWL", "ROBIN", "HEART"],
      ["FOLDING UMBRELLA", 595, "RAIN CLOUD", "SPOTTY"],
    ],
  },
  {
    category: "Signs and frames",
    weight: 7,
    companion: 3,
    items: [
      ['METAL SIGN, "KETTLE IS ON"', 210],
      ['METAL SIGN, "GONE FISHING"', 210],
      ["PHOTO FRAME", 345, "DRIFTWOOD", "GILT"],
      ["KITCHEN WALL CLOCK", 1495, "MINT", "CREAM"],
      ["CHALKBOARD WITH SHELF", 895],
    ],
  },
  {
    category: "Storage and furniture",
    weight: 8,
    companion: 1,
    items: [
      ["SET OF 3 STORAGE TINS", 895, "RETRO", "BOTANIC"],
      ["TOY STORAGE BOX", 1150, "TRAINS", "BALLERINA"],
      ["CERAMIC DRAWER KNOB", 145, "BLUE STRIPE", "ROSE", "WHITE"],
      ["ROW OF 5 COAT HOOKS", 795],
    ],
  },
];

/** Every product: the items of all ranges in all their designs. */
export const products: readonly Product[] = makeProducts();

/** The products of each range, by index in {@linkcode products}. */
export const productsOf: readonly (readonly number[])[] = ranges.map((_, range) =>
  products.flatMap((product, i) => product.range === range ? [i] : [])
);

function makeProducts(): Product[] {
  const made: Product[] = [];
  let number = 20_117;
  ranges.forEach(({ items }, range) => {
    for (const [name, pence, ...designs] of items) {
      number += 13; // codes have gaps, as in a shop that has dropped old articles
      const first = made.length;
      const count = Math.max(1, designs.length);
      const siblings = Array.from({ length: count }, (_, i) => first + i);
      for (let i = 0; i < count; i++) {
        made.push({
          code: designs.length === 0 ? `${number}` : `${number}${"ABCDEFGH"[i]}`,
          description: designs.length === 0 ? name : `${name} ${designs[i]}`,
          pence,
          range,
          siblings: siblings.filter((sibling) => sibling !== first + i),
        });
      }
    }
  });
  return made;
}
