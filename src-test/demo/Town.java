package demo;

/**
 * A town of the simulated world.
 *
 * @param country two capital letters
 * @param zone an IANA zone name
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Town(String name, String region, String country, String zone, double latitude, double longitude) {
    public static final Town ZURICH = new Town("Zürich", "Zurich", "CH", "Europe/Zurich", 47.3769, 8.5417);
    public static final Town STOCKHOLM = new Town("Stockholm", "Stockholm", "SE", "Europe/Stockholm", 59.3293, 18.0686);
    public static final Town FRANKFURT = new Town("Frankfurt am Main", "Hesse", "DE", "Europe/Berlin", 50.1109, 8.6821);
    public static final Town AMSTERDAM =
            new Town("Amsterdam", "North Holland", "NL", "Europe/Amsterdam", 52.3676, 4.9041);
    public static final Town MADRID = new Town("Madrid", "Madrid", "ES", "Europe/Madrid", 40.4168, -3.7038);
    public static final Town NEW_YORK =
            new Town("New York City", "New York", "US", "America/New_York", 40.7128, -74.0060);
    public static final Town TORONTO = new Town("Toronto", "Ontario", "CA", "America/Toronto", 43.6532, -79.3832);
    public static final Town SAO_PAULO =
            new Town("São Paulo", "São Paulo", "BR", "America/Sao_Paulo", -23.5505, -46.6333);
    public static final Town TOKYO = new Town("Tokyo", "Tokyo", "JP", "Asia/Tokyo", 35.6762, 139.6503);
    public static final Town PARIS = new Town("Paris", "Île-de-France", "FR", "Europe/Paris", 48.8566, 2.3522);
}
