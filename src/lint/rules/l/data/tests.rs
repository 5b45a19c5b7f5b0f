use super::*;

#[test]
fn the_data_of_law_can_be_read() {
    let data = read().expect("the data can be read");
    assert!(data.provisions.len() > 10);
    for provision in &data.provisions {
        assert!(provision.places.len() > 1, "{}", provision.what);
        let days: Vec<_> = provision.places.iter().map(|p| p.from).collect();
        assert!(
            days.is_sorted() && days[1..].iter().all(Option::is_some),
            "{}",
            provision.what
        );
        // Data that is not verified is not written down as a place that is proposed.
        assert!(
            provision
                .places
                .iter()
                .all(|p| p.confidence > Confidence::C)
        );
    }
}

#[test]
fn places_of_provisions_are_read_as_they_are_written() {
    let data = read().expect("the data can be read");
    let places = data.provisions.iter().flat_map(|p| &p.places);
    for placing in places {
        assert_eq!(placing.place.to_string(), placing.at);
    }
}
