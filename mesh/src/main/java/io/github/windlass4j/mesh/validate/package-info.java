/**
 * What a cluster says to Istio's objects: the API server by the definitions of the kinds, then istiod's webhook.
 *
 * {@snippet :
 * SchemaVerdict verdict = IstioSchemas.shipped().create(resource);
 * Optional<Webhook.Answer> answer = Webhook.review(resource);
 * answer.ifPresent(found -> found.errors().forEach(System.out::println));
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.validate;

import org.jspecify.annotations.NullMarked;
