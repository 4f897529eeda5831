package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.internal.registry.MeshService;

/**
 * A port of a proxy's own workload.
 *
 * @param service the service in front of it
 * @param port the service's port
 * @param targetPort what the workload listens on
 */
record ServiceTarget(MeshService service, MeshService.Port port, int targetPort) {}
