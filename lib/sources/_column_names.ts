import { similarName } from "perdura/core/mod.ts";
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
 * The column whose name comes closest to one of the usual names of a canonical column.
 *
 * @returns undefined where none is called similarly
 */
export function closestColumn(
  canonical: CanonicalColumn,
  columns: readonly string[],
): string | undefined {
  return closest(columns, [canonical, ...usualNames.get(canonical) ?? []]);
}

/**
 * The name that is similar to one of the wanted ones, case, accents and blanks aside.
 *
 * @param wanted the most telling first
 */
export function closest(names: readonly string[], wanted: readonly string[]): string | undefined {
  const byShortName = new Map(names.map((name) => [normalise(name), name]));
  for (const target of wanted) {
    const similar = similarName(normalise(target), [...byShortName.keys()]);
    if (similar !== undefined) return byShortName.get(similar);
  }
  return undefined;
}
