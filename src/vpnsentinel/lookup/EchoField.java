package vpnsentinel.lookup;

/** What can be read from an echo provider's answer; where it stands is a JSON pointer (RFC 6901) of the provider. */
public enum EchoField {
    /** The address that the answer is about; every provider has it. */
    ADDRESS,
    /** Its country, as a code or an English name. */
    COUNTRY,
    CITY,
    REGION,
    /** An IANA zone name. */
    TIMEZONE,
    /** The network's number: {@code AS64500 Name}, {@code Name (AS64500)}, or a number. */
    ASN,
    /** The name of the network's operator, a leading number of the network is left out. */
    NETWORK,
    /** Whether the network is a data centre's; {@code true} or {@code false}. */
    HOSTING,
    /** Whether the provider could answer: {@code true} or {@code success}. */
    SUCCESS,
    /** Why it could not. */
    MESSAGE
}
