package demo;

/** How a provider of the simulated internet can fail. */
public enum Failure {
    /** It works. */
    NONE,
    /** Status 500. */
    SERVER_ERROR,
    /** Status 429, in the provider's own words. */
    TOO_MANY,
    /** It takes the request and never answers. */
    HANGS,
    /** Status 200 and half an answer. */
    GARBAGE,
    /** Status 200 and somebody else's login page. */
    CAPTIVE_PORTAL
}
