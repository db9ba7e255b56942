import { type ReactNode, useRef, useState } from "react";
import { href, Link, useLocation } from "react-router";
import { Brand, type BrandName } from "./brand.tsx";
import { Flash } from "./flash.tsx";
import { formatNumber } from "./format.ts";
import { Help } from "./help.tsx";
import { Icon } from "./icon.tsx";
import { Menu, MenuLink } from "./menu.tsx";
import { Offline } from "./offline.tsx";
import { isIn, type Place, places } from "./places.ts";
import { usePageFocus } from "./page-focus.ts";
import { Omnibox } from "./omnibox.tsx";
import { AccountMenu, CreateMenu, type Product, ProductSwitcher, type User } from "./shell-menus.tsx";
import { ToastProvider } from "./toast.tsx";

type ShellProps = {
  user: User;
  product: Product & { demo: boolean };
  /** Every product the user may open. */
  products: Product[];
  counts?: Partial<Record<Place["key"], number>>;
  /** Only icons in the navigation, for the board and the map. */
  slim?: boolean;
  /** No bar and no navigation at all: a first run's second step. */
  bare?: boolean;
  /** The optional places that are in use here. */
  uses?: Place["key"][];
  /** False for a reader, to whom nothing is offered that would be refused. */
  writes?: boolean;
  brand?: BrandName;
  children: ReactNode;
};

/** What surrounds every page of a signed-in user. */
export function Shell({
  user,
  product,
  products,
  counts = {},
  slim = false,
  bare = false,
  writes = true,
  uses = [],
  brand,
  children,
}: ShellProps) {
  const shown = places.filter(({ key, optional }) => !optional || uses.includes(key));
  const page = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const [help, setHelp] = useState(false);
  usePageFocus(page);
  if (bare) return <ToastProvider>{children}</ToastProvider>;
  return (
    <ToastProvider>
      <Flash />
      <div className={slim ? "app app--slim" : "app"} data-brand={brand}>
        <a className="skip fr-link" href="#contenu">
          Aller au contenu
        </a>
        <header className="topbar">
          <div className="topbar__side">
            <Link className="brand fr-raw-link" to={href("/")}>
              <Brand brand={brand} />
            </Link>
            <ProductSwitcher product={product} products={products} />
          </div>
          <Omnibox productId={product.id} writes={writes} onHelp={() => setHelp(true)} />
          <div className="topbar__side topbar__side--end">
            {writes && <CreateMenu />}
            <AccountMenu user={user} />
          </div>
        </header>
        <nav className="nav" aria-label="Principale">
          {shown.map((place) => (
            <Link
              key={place.key}
              to={place.to}
              aria-current={isIn(place, pathname) ? "page" : undefined}
              className={place.last ? "nav__item nav__foot fr-raw-link" : "nav__item fr-raw-link"}
              title={place.label}
            >
              <Icon name={place.icon} />
              <span className="nav__label">{place.label}</span>
              {counts[place.key] ? (
                <span className="nav__count">{formatNumber(counts[place.key] ?? 0)}</span>
              ) : null}
            </Link>
          ))}
        </nav>
        <main className="page" id="contenu" tabIndex={-1} ref={page}>
          <Offline />
          {children}
        </main>
        <BottomBar all={shown} />
        <Help open={help} onOpen={() => setHelp(true)} onClose={() => setHelp(false)} />
      </div>
    </ToastProvider>
  );
}

/** The phone's navigation: four places, and « Plus » for the others. */
function BottomBar({ all }: { all: Place[] }) {
  const { pathname } = useLocation();
  const shown = all.filter((place) => place.phone);
  return (
    <nav className="bottombar" aria-label="Principale, téléphone">
      {shown.map((place) => (
        <Link
          key={place.key}
          to={place.to}
          aria-current={isIn(place, pathname) ? "page" : undefined}
          className="bottombar__item fr-raw-link"
        >
          <Icon name={place.icon} size="md" />
          {place.label}
        </Link>
      ))}
      <Menu
        label="Plus"
        align="end"
        opener={{ className: "bottombar__item" }}
        button={
          <>
            <Icon name="more-fill" size="md" />
            Plus
          </>
        }
      >
        {all
          .filter((place) => !place.phone)
          .map((place) => (
            <MenuLink key={place.key} to={place.to}>
              <Icon name={place.icon} /> {place.label}
            </MenuLink>
          ))}
      </Menu>
    </nav>
  );
}
