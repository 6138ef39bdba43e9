package vpnsentinel.engine;

/**
 * What a start would say of the route files.
 *
 * @param files how many would run
 * @param state what is wrong with the others
 * @param isEnough whether the half would start
 */
public record Rehearsal(int files, RouteState state, boolean isEnough) {}
