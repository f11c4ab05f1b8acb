import type { CanonicalColumn, ColumnMap } from "./source.ts";

/**
 * What shops call their columns, in English and Spanish, reduced as by {@linkcode normalise}; the
 * most telling name first. Those that choose first stand first.
 */
const usualNames: ReadonlyMap<CanonicalColumn, readonly string[]> = new Map([
  [
    "customer_id",
    words(`
    customerid customer custid customernumber customerno customercode clientid client clientcode
    userid user buyerid buyer memberid member accountid shopperid householdid
    clienteid idcliente codcliente codigocliente numerocliente numcliente ncliente cliente
    idusuario usuario idsocio socio comprador customeremail email correo`),
  ],
  [
    "timestamp",
    words(`
    timestamp datetime invoicedate orderdate transactiondate purchasedate saledate orderedat
    purchasedat createdat date time fechahora fechafactura fechapedido fechacompra fechaventa
    fechatransaccion fecha dia`),
  ],
  [
    "quantity",
    words(`
    quantity qty units itemcount numberofitems numofitem pieces count
    cantidad unidades uds cant piezas`),
  ],
  [
    "unit_price",
    words(`
    unitprice priceperunit itemprice saleprice sellingprice price
    preciounitario preciounidad precioporunidad precioventa precio pvp`),
  ],
  [
    "sales",
    words(`
    sales linetotal totalprice totalamount amount total revenue value turnover spend subtotal
    importe importetotal importelinea totallinea ventas monto valor facturacion`),
  ],
  [
    "invoice",
    words(`
    invoice invoiceid invoiceno invoicenumber orderid ordernumber orderno order transactionid
    transaction receiptid receipt basketid basket ticketid ticket
    idfactura numerofactura numfactura nofactura nfactura factura idpedido numeropedido numpedido
    npedido pedido idtransaccion transaccion albaran`),
  ],
  [
    "product",
    words(`
    stockcode sku productid productcode product itemid itemcode item articleid articlecode article
    idproducto codigoproducto codproducto producto idarticulo codigoarticulo codarticulo articulo
    referencia ref codigo`),
  ],
  [
    "description",
    words(`
    description productdescription itemdescription productname itemname title
    descripcion nombreproducto nombrearticulo descripcionproducto descripcionarticulo detalle
    concepto`),
  ],
  ["country", words("country countryname countrycode pais")],
  [
    "category",
    words(
      "category productcategory itemcategory department categoria familia departamento seccion",
    ),
  ],
]);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** A name without case, accents, blanks and punctuation: `Nº Cliente` becomes `ncliente`. */
export function normalise(name: string): string {
  return name.normalize("NFD").replace(/[º°]/g, "").toLowerCase().replace(/[^a-z0-9]/g, "");
}

/**
 * Finds the columns that go by a usual name of a canonical column.
 *
 * The customer chooses first, then the time and the numbers, since some names fit several.
 */
export function usualColumns(columns: readonly string[]): ColumnMap {
  const map: ColumnMap = {};
  const free = new Map(columns.map((column) => [normalise(column), column]));
  for (const [canonical, names] of usualNames) {
    const usual = names.find((name) => free.has(name));
    if (usual === undefined) continue;
    map[canonical] = free.get(usual)!;
    free.delete(usual);
  }
  return map;
}

/**
 * The column whose name comes closest to a canonical column's usual names.
 *
 * @returns undefined where none shares at least half of its letters with one of them
 */
export function closestColumn(
  canonical: CanonicalColumn,
  columns: readonly string[],
): string | undefined {
  return closest(columns, [normalise(canonical), ...usualNames.get(canonical) ?? []]);
}

/**
 * The name among several that comes closest to one of the wanted ones.
 *
 * @returns undefined where none shares at least half of its letters with one of them
 */
export function closest(names: readonly string[], wanted: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestScore = 0.5;
  for (const name of names) {
    for (const target of wanted) {
      const score = similarity(normalise(name), normalise(target));
      if (score > bestScore) [best, bestScore] = [name, score];
    }
  }
  return best;
}

/** 1 for equal texts, 0 for texts without a letter in common (Levenshtein's distance, scaled). */
function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 0;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + change));
    }
    previous = row;
  }
  return 1 - previous[b.length]! / longest;
}
