package shopstream.recommender.live;

import shopstream.recommender.ranking.RankedCandidates;

/**
 * A learned order of the companions, and which one it is. Two are the same only if they are one object.
 *
 * @param version of the model, as the shop's list of them has it
 */
public record RankingInUse(String version, RankedCandidates candidates) {}
