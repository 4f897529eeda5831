/** What the emulations of other implementations share: how their answers become verdicts. Not exported. */
@NullMarked
package io.github.windlass4j.core.chain.engine;

import org.jspecify.annotations.NullMarked;
