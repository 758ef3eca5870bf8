/** Small tables of the shop's own, kept as CSV files beside its models: countries and their regions, campaigns, rates. */
package shopstream.contracts.seeds;
