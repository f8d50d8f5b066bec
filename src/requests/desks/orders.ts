/** Where the year's figures of European orders are. */
export const ORDERS = '/desk/statistics/orders';
