/**
 * What a cluster says to Istio's objects: the API server by the definitions of the kinds, then istiod's webhook; and what
 * istiod says of its own configuration.
 *
 * {@snippet :
 * IstioSchemas.shipped().check(manifests).forEach(System.out::println);
 * Optional<Webhook.Answer> answer = Webhook.review(resource);
 * answer.ifPresent(found -> found.errors().forEach(System.out::println));
 * MeshConfig.find(manifests).ifPresent(mesh -> System.out.println(MeshConfigReview.review(mesh.config())));
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.validate;

import org.jspecify.annotations.NullMarked;
