package vpnsentinel.store;

import vpnsentinel.fleet.Transition;

/** A change of which nobody has decided yet whether it is told. */
public record OpenTransition(long id, Transition change) {}
