package io.github.windlass4j.mesh.offender;

/** Stands for a class of a floor above. */
public class Upstairs {}
