/**
 * Tables, catalogues and plans as packs of data, each claim with its source and its date.
 *
 * <p>{@code ca-rotation}, {@code ingress}, {@code mesh} and {@code ai-platform} come with the library. A pack of one's own is
 * JSON, refused with line and column where it is misspelt, and stands beside them or over them.
 *
 * {@snippet :
 * Knowledge knowledge = Knowledge.of(KnowledgePack.shipped("ca-rotation")).with(ourPack);
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.knowledge;

import org.jspecify.annotations.NullMarked;
