/** Recommenders that a shop brings itself: a two-tower model in ONNX files, or a table of ready recommendations. */
package shopstream.recommender.own;
