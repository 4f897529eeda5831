/**
 * Tables, catalogues and plans as dated, sourced packs.
 *
 * {@snippet :
 * Knowledge knowledge = Knowledge.of(KnowledgePack.shipped("ca-rotation")).with(ourPack);
 * }
 */
@NullMarked
package io.github.windlass4j.advisor.knowledge;

import org.jspecify.annotations.NullMarked;
