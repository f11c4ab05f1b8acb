/** A category and the words by which a description belongs to it. */
export interface CategoryKeywords {
  readonly category: string;
  /** Words or phrases in lower case and singular; a plural in -s or -es is found too. */
  readonly keywords: readonly string[];
}

/** The category of what no keyword names. */
export const otherCategory = "Other";

/** Words and phrases between commas. */
function words(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}

/**
 * The categories of a gift shop, asked from top to bottom: the first keyword that stands in a
 * description as a whole word decides. Phrases that would be misread by a single word further down
 * stand above it, so a category may appear more than once.
 */
export const giftShopCategories: readonly CategoryKeywords[] = [
  {
    category: "Christmas and Easter",
    keywords: words(`
      christmas, xmas, advent, santa, reindeer, snowman, snowflake, bauble, nativity, easter,
      stocking, wreath, pannetone, noel
    `),
  },
  {
    category: "Warmth and weather",
    keywords: words(`
      hot water bottle, hand warmer, hottie, umbrella, parasol, poncho, rain hat, ear muff
    `),
  },
  {
    category: "Gift wrap and cards",
    keywords: words(`
      gift wrap, wrap, gift bag, gift tag, tag, ribbon, gift tape, birthday card,
      greeting card, card dolly, envelope, postcard, tissue paper
    `),
  },
  {
    category: "Bath and wellbeing",
    keywords: words(
      "plaster, lip gloss, soap, flannel, tissue, toothbrush, bath mat, bathroom",
    ),
  },
  {
    category: "Signs and frames",
    keywords: words(`
      sign, frame, mirror, clock, memoboard, memo board, chalkboard, plaque, blackboard,
      black board, wall art, picture, photo, building block word, canvas, print, poster,
      thermometer, letter rack, card holder, gallery, wall tidy, scroll, house number, slate
    `),
  },
  {
    category: "Doormats and textiles",
    keywords: words(`
      doormat, door mat, cushion, throw, rug, quilt, blanket, curtain, doorstop, fleece, bed,
      pillow, tablecloth
    `),
  },
  {
    category: "Candles and lights",
    keywords: words(`
      t-light, tea light, tealight, candle, candlestick, candleholder, chocolatecandle,
      candlepot, lantern, light, lamp, lampshade, chandelier, votive, hurricane, incense,
      oil burner, tlight, night light, nightlight, torch, disco ball, candelabra
    `),
  },
  {
    category: "Bags and lunch boxes",
    keywords: words(`
      bag, shopper, lunch box, snack box, purse, handbag, tote, rucksack, backpack, wallet,
      suitcase, picnic, washbag, passport cover, charlie+lola, satchel
    `),
  },
  {
    category: "Party",
    keywords: words(`
      bunting, party, balloon, paper chain, garland, birthday, streamer, napkin, paper plate,
      paper cup, popcorn, confetti, flag, cocktail, straw, gumball, wedding, honeycomb
    `),
  },
  {
    category: "Baking and cooking",
    keywords: words(`
      cake case, baking, bake, cookie, cutter, recipe, scale, jam making, jam jar, mould,
      measuring, apron, oven glove, oven mitt, tea towel, cake tin, pan, whisk, pantry,
      kitchen, chopping board, colander, casserole, cupcake, bread bin, pot holder, ladle,
      duster, washing up, laundry, ironing, ice cream, lolly
    `),
  },
  {
    category: "Tableware",
    keywords: words(`
      cakestand, cake stand, cake plate, teacup, tea cup, saucer, teapot, tea set, tea for one,
      mug, cup, plate, bowl, cutlery, tray, jug, coaster, placemat, place setting, egg cup,
      tumbler, goblet, dish, spoon, fork, knife, beaker, wine glass, glass, bottle, decanter,
      milk jug, sugar, tea cosy, coffee, tea, salt, carafe, flask, dinner, platter, tier,
      chopstick, teaspoon, butter
    `),
  },
  {
    category: "Toys and games",
    keywords: words(`
      toy, game, jigsaw, doll, skittle, playing card, puzzle, spinning top, harmonica, brick,
      alphabet block, block, kid, children, glider, soldier, domino, ludo, puppet, teddy,
      money bank, money box, piggy bank, paint set, piano, rocket, dinosaur, spaceboy, ball,
      racing car, train, tattoo, magic, baby, nursery, inflatable, chess, croquet, robot,
      childs, child, rattle, circus, skipping, kite, bingo, snap, farm, soft toy, whistle
    `),
  },
  {
    category: "Craft and sewing",
    keywords: words(`
      craft, feltcraft, sewing, knitting, crochet, button, needle, wool, folkart, colouring,
      crayon, paint, chalk, stamp set, patch, make your own, felt, fabric, tape measure,
      knitted, decoupage
    `),
  },
  {
    category: "Stationery",
    keywords: words(`
      notebook, notepad, pencil, pen, eraser, rubber, sketchbook, calendar, diary, journal,
      ruler, stamp, magnet, memo, tape, sticker, bookmark, calculator, stationery, writing,
      book, folder, paper, card, album, planner, letter, note, sheet
    `),
  },
  {
    category: "Garden",
    keywords: words(`
      garden, gardener, gardening, plant, planter, watering can, trowel, seed, grow, pot, herb,
      birdhouse, bird house, bird feeder, bird table, birdcage, bird bath, shed, windmill,
      windchime, hammock, fly swat, gnome, fork, toadstool, trellis, kneeling, bucket
    `),
  },
  {
    category: "Storage and furniture",
    keywords: words(`
      storage, box, tin, jar, basket, drawer, cabinet, chest, rack, hook, hanger, bin, trinket,
      cube, container, organiser, shelf, crate, trunk, table, chair, stool, wardrobe, cupboard,
      bookcase, case, pail, tidy, holder, stand, bench, tub, knob
    `),
  },
  {
    category: "Jewellery and fashion",
    keywords: words(`
      necklace, necklac, bracelet, earring, ring, bead, brooch, scarf, hat, glove, hair,
      hairclip, bangle, jewel, jewelled, jewellery, tiara, watch, keyring, key ring, key fob,
      sunglasses, sock, slipper, pendant, charm, belt, shawl, choker, phone charm, mask,
      diamante, sombrero
    `),
  },
  {
    category: "Bath and wellbeing",
    keywords: words(`
      bath, cosmetic, perfume, wash, lavender, scented, shower, towel, sponge, fragrance,
      toilet, sachet, first aid
    `),
  },
  {
    category: "Home decoration",
    keywords: words(`
      ornament, decoration, heart, hanging, wicker, cherub, figurine, statue, vase, flower,
      dove, angel, bird, butterfly, butterflies, mobile, star, feather, rose, doilies, fan,
      zinc, bell, ceramic, decorative, wall, owl, rabbit, cat, dog, duck, hen, buddha,
      elephant, daisy, wood, wooden, chime, bunny, chick, egg, globe, tree, horse, beaded,
      crystal, filigree, silk, lovebird
    `),
  },
];

/** The category of a description, and the keyword that decided it. */
export interface Categorised {
  readonly category: string;
  readonly keyword: string | null;
}

const patterns = giftShopCategories.map(({ category, keywords }) => ({
  category,
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}])(${keywords.map((word) => word.replace("+", "\\+")).join("|")})` +
      `(?:e?s)?(?![\\p{L}\\p{N}])`,
    "iu",
  ),
}));

/**
 * Puts a product into a category by the words of its description.
 *
 * @returns the first category of {@linkcode giftShopCategories} one of whose keywords stands in the
 * description as a whole word, `Other` without a keyword where there is none
 *
 * @example
 * ```ts
 * import { categorise } from "perdura/clean/categories.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(categorise("WHITE HANGING HEART T-LIGHT HOLDER"), {
 *   category: "Candles and lights",
 *   keyword: "t-light",
 * });
 * assertEquals(categorise("Signal"), { category: "Other", keyword: null });
 * ```
 */
export function categorise(description: string): Categorised {
  for (const { category, pattern } of patterns) {
    const match = pattern.exec(description);
    if (match) return { category, keyword: match[1]!.toLowerCase() };
  }
  return { category: otherCategory, keyword: null };
}
