package shopstream.recommender.declared;

/**
 * The dataset whose rows are customers, and which of its columns says what.
 *
 * @param id what events and purchases call a customer
 * @param region where they are, as coarsely as what is popular differs: a country, a state, a town
 */
public record CustomerTable(String dataset, String id, String region) {}
