package demo;

import java.util.ArrayList;
import java.util.List;
import vpnsentinel.network.Network;

/**
 * The lines of the simulated internet: one home line with its provider's resolver, and VPN exits in nine countries, each
 * with a resolver in its own network. Documentation addresses (RFC 5737) and private-use network numbers (RFC 6996).
 */
public final class World {
    /** What must not be seen: the line on which the server stands. */
    public static final Line HOME = Line.of("203.0.113.7", 64500, "Example Access", Network.Kind.ACCESS, Town.ZURICH);
    /** The resolver of the home line's provider. */
    public static final Line HOME_RESOLVER = HOME.at("203.0.113.53");
    /** Another customer of the home line's provider. */
    public static final Line NEIGHBOUR = HOME.at("203.0.113.99");

    /** Where the home line can move to: another provider of homes. */
    public static final Line NEW_HOME =
            Line.of("203.0.113.207", 64510, "Example Fibre", Network.Kind.ACCESS, Town.ZURICH);

    public static final Vpn STOCKHOLM = vpn(1, "Example Hosting Nord", Town.STOCKHOLM);
    public static final Vpn FRANKFURT = vpn(2, "Example Rechenzentrum", Town.FRANKFURT);
    public static final Vpn AMSTERDAM = vpn(3, "Example Colo", Town.AMSTERDAM);
    public static final Vpn MADRID = vpn(4, "Ejemplo de España", Town.MADRID);
    public static final Vpn NEW_YORK = vpn(5, "Example Cloud East", Town.NEW_YORK);
    public static final Vpn TORONTO = vpn(6, "Example Hosting Canada", Town.TORONTO);
    public static final Vpn SAO_PAULO = vpn(7, "Exemplo Hospedagem", Town.SAO_PAULO);
    public static final Vpn TOKYO = vpn(8, "Example Servers Japan", Town.TOKYO);
    /** Where an exit can move to. */
    public static final Vpn PARIS = vpn(9, "Exemple Hébergement", Town.PARIS);

    private World() {}

    /** The exits of eight countries. */
    public static List<Vpn> vpns() {
        return List.of(STOCKHOLM, FRANKFURT, AMSTERDAM, MADRID, NEW_YORK, TORONTO, SAO_PAULO, TOKYO);
    }

    /** Every line. */
    public static List<Line> lines() {
        List<Line> all =
                new ArrayList<>(List.of(HOME, HOME_RESOLVER, NEIGHBOUR, NEW_HOME, PARIS.exit(), PARIS.resolver()));
        vpns().forEach(vpn -> all.addAll(List.of(vpn.exit(), vpn.resolver())));
        return List.copyOf(all);
    }

    private static Vpn vpn(int number, String operator, Town town) {
        Line exit = Line.of("198.51.100." + 10 * number, 64500 + number, operator, Network.Kind.HOSTING, town);
        return new Vpn(exit, exit.at("192.0.2." + 10 * number));
    }

    /**
     * A VPN as its users see it.
     *
     * @param exit the line that it shows to the world
     * @param resolver the resolver that it runs beside the exit
     */
    public record Vpn(Line exit, Line resolver) {}
}
