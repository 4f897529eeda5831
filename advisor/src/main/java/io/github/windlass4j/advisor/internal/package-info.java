/** Knowledge of one day compiled to sets of bits, and the search over what is unknown. Not part of the API. */
@NullMarked
package io.github.windlass4j.advisor.internal;

import org.jspecify.annotations.NullMarked;
