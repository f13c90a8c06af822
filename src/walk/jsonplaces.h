// SPDX-License-Identifier: GPL-3.0-or-later
// JsonPlaces: on which line of its text each value of a JSON document begins; for messages about files that people write.
#pragma once

#include <QByteArrayView>

#include <vector>

namespace console {

/// Of a value: fields or items come in the order of the text, as in Json. A field is where its name begins.
struct JsonPlace {
    int line = 1;
    std::vector<JsonPlace> inside = {};
};

struct JsonPlaces {
    JsonPlace root;
    int brokenLine = 0;  ///< where the text stops being JSON; 0: it does not. Json::parse() is the judge.
};
JsonPlaces placesOf(QByteArrayView utf8);

} // namespace console
