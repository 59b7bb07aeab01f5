"""Names and goods of the demo shops. All people are invented; never send to their numbers."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class ShopPlan:
    country: str
    shop: str
    owner: str
    email: str
    registration: str
    tax_id: str
    names: tuple[str, ...]
    phone_pattern: str
    goods: tuple[tuple[str, str, Decimal], ...]
    methods: tuple[str, ...]
    details: dict


def _goods(*rows):
    return tuple((name, unit, Decimal(rate)) for name, unit, rate in rows)


INDIA = ShopPlan(
    country="IN",
    shop="Asha Kirana & Seeds",
    owner="Asha Patil",
    email="asha@demo.smartkhata.invalid",
    registration="regular",
    tax_id="27AAPFU0939F1ZV",
    phone_pattern="+9198200{:05d}",
    names=(
        "Ramesh Kumar",
        "Sunita Deshmukh",
        "Mohammed Iqbal",
        "Priya Nair",
        "Gurpreet Singh",
        "Anil Joshi",
        "Kavita Shinde",
        "Vijay Pawar",
        "Fatima Shaikh",
        "Suresh Gaikwad",
        "Lakshmi Iyer",
        "Deepak Yadav",
        "Meena Kulkarni",
        "Rajesh Gupta",
        "Pooja Chavan",
        "Imran Khan",
        "Santosh Jadhav",
        "Geeta Bhosale",
        "Harish Reddy",
        "Nisha Agarwal",
        "Prakash More",
        "Rekha Sawant",
        "Ashok Kadam",
        "Shobha Mane",
        "Vinod Thakur",
        "Usha Rane",
        "Manoj Tiwari",
        "Asif Ansari",
        "Sneha Patkar",
        "Dattatray Lokhande",
        "Bharat Hotel",
        "Shree Ganesh Traders",
        "New Poona Bakery",
        "Green Valley Farm",
        "Om Sai Caterers",
        "Kisan Seva Kendra",
        "City Medical Stores",
        "Modern Tailors",
        "Royal Sweets",
        "Sunrise School",
    ),
    goods=_goods(
        ("Basmati rice", "kg", "96"),
        ("Wheat flour", "bag", "480"),
        ("Toor dal", "kg", "142"),
        ("Sunflower oil", "litre", "148"),
        ("Sugar", "kg", "44"),
        ("Hybrid maize seed", "packet", "620"),
        ("Urea fertiliser", "bag", "266"),
        ("Tea", "kg", "410"),
        ("Home delivery", "month", "350"),
    ),
    methods=("upi", "cash", "cash", "bank"),
    details={
        "state_code": "27",
        "upi_id": "asha.kirana@okaxis",
        "upi_type": "merchant",
        "phone": "+919820099001",
        "address": "14 Market Road, Baramati, Pune 413102",
        "bank_details": "Bank of Maharashtra, A/c 60012345678, IFSC MAHB0000123",
    },
)
KENYA = ShopPlan(
    country="KE",
    shop="Wanjiku Tech & Supplies",
    owner="Wanjiku Kamau",
    email="wanjiku@demo.smartkhata.invalid",
    registration="vat",
    tax_id="P051365947M",
    phone_pattern="+2547220{:05d}",
    names=(
        "Tech Solutions Ltd",
        "Otieno Hardware",
        "Grace Achieng",
        "Kiprop Cheruiyot",
        "Amina Hassan",
        "Mwangi Stores",
        "Njeri Catering",
        "Baraka School",
        "Odhiambo Garage",
        "Fatuma Abdi",
        "Kamau & Sons",
        "Wambui Salon",
        "Juma Transporters",
        "Nyambura Dairy",
        "Kibet Farm",
        "Mercy Chebet",
        "Ali Mohamed",
        "Peter Mutua",
        "Joyce Wairimu",
        "Daniel Omondi",
        "Safari Tours",
        "Lucy Muthoni",
        "Samuel Kariuki",
        "Halima Yusuf",
        "Brian Wekesa",
        "Esther Naliaka",
        "Coast Fresh Fish",
        "Mama Pima Hotel",
        "Tumaini Clinic",
        "Jambo Prints",
        "Ruth Jepkosgei",
        "Victor Maina",
        "Zawadi Boutique",
        "Moses Barasa",
        "Lake View Lodge",
    ),
    goods=_goods(
        ("Web hosting", "month", "15000"),
        ("Printer paper", "box", "2450"),
        ("Toner cartridge", "piece", "8900"),
        ("Network cable", "metre", "85"),
        ("Laptop service", "hour", "1800"),
        ("Office chair", "piece", "9500"),
        ("Internet bundle", "month", "4500"),
        ("Business cards", "pack", "1500"),
    ),
    methods=("mpesa", "mpesa", "cash", "bank"),
    details={
        "paybill": "247247",
        "phone": "+254722099001",
        "address": "Kimathi Street 12, Nairobi 00100",
        "bank_details": "Equity Bank, A/c 0123456789012, Kimathi Street",
    },
)
# These five buy from both shops: in the portal they see two.
SHARED = (
    ("Neha Shah", "+919820011101"),
    ("Arjun Mehta", "+919820011102"),
    ("Leila Karim", "+254722011103"),
    ("David Njoroge", "+254722011104"),
    ("Rahul Verma", "+919820011105"),
)
