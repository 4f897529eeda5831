/**
 * Path validation that gives every path and, for each one that fails, the reason.
 *
 * {@snippet :
 * ChainRequest request = ChainRequest.of(presentedLeafFirst)
 *         .anchors(store)
 *         .at(instant)
 *         .host(ServerName.parse("db.example.test"));
 * ChainVerdict verdict = ChainValidator.of(Profile.PRIVATE_PKI).validate(request);
 * String why = verdict.toString();
 * }
 */
@NullMarked
package io.github.windlass4j.core.chain;

import org.jspecify.annotations.NullMarked;
