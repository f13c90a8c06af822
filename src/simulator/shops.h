// SPDX-License-Identifier: GPL-3.0-or-later
// Where the invented people earn, live and spend. Every name is invented.
#pragma once

#include <QStringView>

#include <array>

namespace simulator {

struct Merchant {
    QStringView name, category, subcategory;
    int low, high; // cents
};

// Categories: contract (e.3) publishes only "Food and Dining"/"Fast Food".
inline constexpr std::array<Merchant, 22> merchants{{
    {u"Juniper Street Market", u"Groceries", u"Supermarket", 1800, 9200},
    {u"Halyard Grocers", u"Groceries", u"Supermarket", 1200, 8900},
    {u"Fig & Thistle Bakery", u"Food and Dining", u"Bakery", 380, 1850},
    {u"Copper Kettle Coffee", u"Food and Dining", u"Coffee Shop", 325, 940},
    {u"Copper Kettle Coffee", u"Food and Dining", u"Coffee Shop", 325, 940},
    {u"Dennis Diner", u"Food and Dining", u"Fast Food", 780, 2450},
    {u"Tamarind House", u"Food and Dining", u"Restaurant", 1650, 6400},
    {u"Noodle Lantern", u"Food and Dining", u"Restaurant", 1180, 3900},
    {u"Bluebird Taqueria", u"Food and Dining", u"Fast Food", 690, 1990},
    {u"Prairie Star Fuel", u"Auto and Transport", u"Gas", 2200, 5800},
    {u"Metro Loop Transit", u"Auto and Transport", u"Public Transportation", 275, 275},
    {u"Dart Rides", u"Auto and Transport", u"Ride Share", 840, 3150},
    {u"Cedar & Slate Hardware", u"Home", u"Home Improvement", 650, 9700},
    {u"Wrenfield Pharmacy", u"Health", u"Pharmacy", 450, 4200},
    {u"Lakeside Family Dental", u"Health", u"Dentist", 3500, 9500},
    {u"Paper Crane Books", u"Shopping", u"Books", 899, 4100},
    {u"Northloft Outfitters", u"Shopping", u"Clothing", 1900, 9900},
    {u"Orbit Electronics", u"Shopping", u"Electronics", 1499, 12900},
    {u"Marigold Pet Supply", u"Pets", u"Pet Food", 1300, 6200},
    {u"Old Mill Cinema", u"Entertainment", u"Movies", 1250, 3900},
    {u"Riverbend Garden Centre", u"Home", u"Garden", 700, 5600},
    {u"Corner ATM Withdrawal", u"Cash", u"ATM", 2000, 2000},
}};

/// What leaves an account every month.
struct Standing {
    int day; // of the month, the earliest; a household is up to two days later
    QStringView name, category, subcategory;
    int low, high; // cents
};

inline constexpr std::array<Standing, 7> standingOrders{{
    {4, u"Ironleaf Fitness Club", u"Health", u"Gym", 2900, 2900},
    {5, u"Lumen Stream", u"Entertainment", u"Streaming", 1599, 1599},
    {9, u"Beacon Student Loans", u"Loans", u"Student Loan", 18500, 18500},
    {12, u"Four Rivers Power & Light", u"Bills and Utilities", u"Electricity", 6100, 13900},
    {18, u"Skylark Internet", u"Bills and Utilities", u"Internet", 5999, 5999},
    {22, u"Tern Mobile", u"Bills and Utilities", u"Mobile Phone", 4500, 4500},
    {27, u"Granite Mutual Insurance", u"Insurance", u"Car Insurance", 9240, 9240},
}};

inline constexpr std::array<QStringView, 6> employers{u"Harbor & Pine Logistics", u"Kestrel Valley Schools", u"Bright Anvil Tooling",
                                                      u"Saltmarsh Dental Group", u"Juniper Mill Foods", u"Wayfarer Software"};
inline constexpr std::array<QStringView, 6> landlords{u"Maple Court Apartments", u"Ferry Street Lofts", u"Hollis & Bell Property",
                                                      u"Quarry Hill Homes", u"Lindenhof Residences", u"Cooper's Row Housing"};

} // namespace simulator
