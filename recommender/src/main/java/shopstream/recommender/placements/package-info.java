/** Spots on the shop's pages: what each is for, and the shop's own rules about what is shown there, as their files say now. */
package shopstream.recommender.placements;
