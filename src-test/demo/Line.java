package demo;

import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/**
 * One address of the simulated internet and what the world knows about it: a home line, a VPN exit, or a resolver.
 *
 * @param address the address
 * @param network the network that it belongs to; its number and kind are known
 * @param place where it is; its country is known
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Line(Address address, Network network, Place place, double latitude, double longitude) {
    /** A line of the numbered network, in the place. */
    public static Line of(String address, long asn, String operator, Network.Kind kind, Town town) {
        Network network = new Network(Optional.of(new Asn(asn)), operator, kind);
        Place place = new Place(Country.parse(town.country()), town.name(), town.region(), town.zone());
        return new Line(Address.parse(address).orElseThrow(), network, place, town.latitude(), town.longitude());
    }

    /** The network's number. */
    public Asn asn() {
        return network.asn().orElseThrow();
    }

    /** The country. */
    public Country country() {
        return place.country().orElseThrow();
    }

    /** Whether the network is one of servers. */
    public boolean hosting() {
        return network.kind() == Network.Kind.HOSTING;
    }

    /** The same line at another address. */
    public Line at(String other) {
        return new Line(Address.parse(other).orElseThrow(), network, place, latitude, longitude);
    }
}
